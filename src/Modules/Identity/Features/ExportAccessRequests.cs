using Microsoft.AspNetCore.Http;
using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Http.Exports;
using Modular.BuildingBlocks.Ui;

namespace Modular.Identity.Features;

/// <summary>Downloads the list of requests for tools as it is filtered and sorted, all of it, as CSV or XLSX.</summary>
internal static class ExportAccessRequests
{
    [Requires(IdentityPrivileges.ManageCollaborators)]
    public sealed record Query(AccessRequestFilter Filter, string? Sort, string? Format) : IRequest<Result<Rows<AccessRequest>>>;

    public sealed class Rules : AbstractValidator<Query>
    {
        public Rules()
        {
            RuleFor(q => q.Format).FileFormat();
            RuleFor(q => q.Filter).SetValidator(new AccessRequestFilterRules()).OverridePropertyName("");
            RuleFor(q => new Paging(1, 1, q.Sort)).SetValidator(new PagingRules([.. AccessRequestFilter.Sorts.Columns.Keys])).OverridePropertyName("");
        }
    }

    public sealed class Handler(Db db, Caller caller) : IRequestHandler<Query, Result<Rows<AccessRequest>>>
    {
        public Task<Result<Rows<AccessRequest>>> Handle(Query request, CancellationToken cancellationToken) => Task.FromResult<Result<Rows<AccessRequest>>>(
            new Rows<AccessRequest>(db.Stream<AccessRequest>(
                $"SELECT {AccessRequest.Columns} {request.Filter.Sql} {AccessRequestFilter.Sorts.OrderBy(request.Sort)}",
                request.Filter.Args(caller.AccountId), cancellationToken)));
    }

    public static void Map(IEndpointRouteBuilder app) => app.MapDownload<Query>("/api/access-requests/export", "/access-requests/download", Download);

    private static async Task<IResult> Download(
        string? format, string? q, string? tool, string? status, string? sort, ISender send, Texts texts, CancellationToken ct) =>
        (await send.Send(new Query(AccessRequestFilter.Of(q, tool, status), string.IsNullOrEmpty(sort) ? null : sort, format), ct)).ToFile(
            texts["identity.access_requests_file"], format,
            [
                new(texts["identity.name"], r => r.UserName),
                new(texts["identity.email"], r => r.Email),
                new(texts["identity.tool"], r => Tools.Label(r.Tool, texts)),
                new(texts["identity.reason"], r => r.Reason),
                new(texts["identity.status"], r => texts["identity.access_request." + r.Status]),
                new(texts["identity.asked_at"], r => r.AskedAt),
                new(texts["identity.decided_at"], r => r.DecidedAt),
                new(texts["identity.decided_by"], r => r.DecidedBy),
                new(texts["identity.decision_reason"], r => r.DecisionReason),
            ]);
}
