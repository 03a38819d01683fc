using Modular.BuildingBlocks.Data;

namespace Modular.Identity.Features;

/// <summary>Shows one application with its documents.</summary>
internal static class SeeApplication
{
    [Requires(IdentityPrivileges.ReviewApplications)]
    public sealed record Query(Guid Id) : IRequest<Result<View>>;

    public sealed class Handler(Db db) : IRequestHandler<Query, Result<View>>
    {
        private const string Application = $"SELECT {ResellerApplication.Columns} FROM identity.reseller_applications WHERE id = @Id";

        private const string Documents =
            "SELECT id, name, media_type, octet_length(content) AS bytes FROM identity.application_documents WHERE application_id = @Id ORDER BY id";

        private const string Decider =
            "SELECT u.display_name FROM identity.reseller_applications a JOIN identity.users u ON u.id = a.decided_by WHERE a.id = @Id";

        public async Task<Result<View>> Handle(Query request, CancellationToken cancellationToken)
        {
            var (found, documents) = await db.Two<ResellerApplication, Document>(Application, Documents, request, cancellationToken);
            if (found is not [var application]) return IdentityErrors.ApplicationUnknown;
            var decidedBy = application.DecidedAt is null ? null : await db.One<string>(Decider, request, cancellationToken);
            return new View(application, documents, decidedBy);
        }
    }

    internal sealed record View(ResellerApplication Application, IReadOnlyList<Document> Documents, string? DecidedBy);

    internal sealed record Document(Guid Id, string Name, string MediaType, int Bytes);

    public static void Map(IEndpointRouteBuilder applications) => applications
        .MapGet("{id:guid}", async (Guid id, ISender send, CancellationToken ct) => (await send.Send(new Query(id), ct)).ToHttp())
        .Require<Query>();
}
