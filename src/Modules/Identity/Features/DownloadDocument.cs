using Microsoft.AspNetCore.Http;
using Modular.BuildingBlocks.Data;

namespace Modular.Identity.Features;

/// <summary>Downloads a document of an application, as the company sent it.</summary>
internal static class DownloadDocument
{
    [Requires(IdentityPrivileges.ReviewApplications)]
    public sealed record Query(Guid ApplicationId, Guid Id) : IRequest<Result<File>>;

    public sealed class Handler(Db db) : IRequestHandler<Query, Result<File>>
    {
        public async Task<Result<File>> Handle(Query request, CancellationToken cancellationToken) =>
            await db.One<File>(
                "SELECT name, media_type, content FROM identity.application_documents WHERE application_id = @ApplicationId AND id = @Id",
                request, cancellationToken)
            is { } file ? file : IdentityErrors.DocumentUnknown;
    }

    internal sealed record File(string Name, string MediaType, byte[] Content);

    public static void Map(IEndpointRouteBuilder app)
    {
        foreach (var path in new[] { "/api/reseller-applications", "/applications" })
        {
            app.MapGet(path + "/{id:guid}/documents/{documentId:guid}", async (Guid id, Guid documentId, ISender send, CancellationToken ct) =>
            {
                var found = await send.Send(new Query(id, documentId), ct);
                // Named as a download, it is never shown within the portal's pages, whatever it holds.
                return found.Value is { } file
                    ? (IResult)TypedResults.File(file.Content, file.MediaType, file.Name)
                    : found.ToHttp();
            })
                .Produces<byte[]>(StatusCodes.Status200OK, "application/pdf", "image/png", "image/jpeg")
                .Require<Query>();
        }
    }
}
