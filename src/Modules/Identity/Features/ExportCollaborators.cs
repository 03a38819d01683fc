using Microsoft.AspNetCore.Http;
using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Http.Exports;
using Modular.BuildingBlocks.Ui;

namespace Modular.Identity.Features;

/// <summary>Downloads the list of collaborators as it is filtered and sorted, all of it, as CSV or XLSX.</summary>
internal static class ExportCollaborators
{
    [Requires(IdentityPrivileges.ManageCollaborators)]
    public sealed record Query(CollaboratorFilter Filter, string? Sort, string? Format) : IRequest<Result<Rows<Collaborator>>>;

    public sealed class Rules : AbstractValidator<Query>
    {
        public Rules()
        {
            RuleFor(q => q.Format).FileFormat();
            RuleFor(q => q.Filter).SetValidator(new CollaboratorFilterRules()).OverridePropertyName("");
            RuleFor(q => new Paging(1, 1, q.Sort)).SetValidator(new PagingRules([.. CollaboratorFilter.Sorts.Columns.Keys])).OverridePropertyName("");
        }
    }

    public sealed class Handler(Db db, Caller caller, GrantablePrivileges privileges) : IRequestHandler<Query, Result<Rows<Collaborator>>>
    {
        public Task<Result<Rows<Collaborator>>> Handle(Query request, CancellationToken cancellationToken) => Task.FromResult<Result<Rows<Collaborator>>>(
            privileges.RefuseAccess(request.Filter.Access, caller.IsStaff) is { } refusal
                ? refusal
                : new Rows<Collaborator>(db.Stream<Collaborator>(
                    $"SELECT {Collaborator.Columns} {request.Filter.Sql} {CollaboratorFilter.Sorts.OrderBy(request.Sort)}",
                    request.Filter.Args(caller.AccountId), cancellationToken)));
    }

    public static void Map(IEndpointRouteBuilder app) => app.MapDownload<Query>("/api/collaborators/export", "/collaborators/download", Download);

    private static async Task<IResult> Download(
        string? format, string? q, string? access, string? sort, ISender send, Texts texts, GrantablePrivileges privileges, CancellationToken ct) =>
        (await send.Send(new Query(new CollaboratorFilter(q, access), sort, format), ct)).ToFile(
            texts["identity.collaborators_file"], format,
            [
                new(texts["identity.name"], c => c.Name),
                new(texts["identity.user_name"], c => c.UserName),
                new(texts["identity.accesses"], c => privileges.Summary(c.Administrator, c.Privileges, texts)),
                new(texts["ui.role"], c => texts["identity.role." + c.Role]),
                new(texts["identity.email"], c => c.Email),
                new(texts["identity.first_access"], c => c.FirstAccess),
                new(texts["identity.last_access"], c => c.LastAccess),
                new(texts["identity.status"], c => texts["identity.status." + c.Status]),
            ]);
}
