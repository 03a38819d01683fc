using Microsoft.AspNetCore.Http;
using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Http.Exports;
using Modular.BuildingBlocks.Ui;

namespace Modular.Identity.Features;

/// <summary>Downloads the account's open invitations as they are sorted, all of them, as CSV or XLSX.</summary>
internal static class ExportInvitations
{
    [Requires(IdentityPrivileges.ManageCollaborators)]
    public sealed record Query(string? Sort, string? Format) : IRequest<Result<Rows<Invitation>>>;

    public sealed class Rules : AbstractValidator<Query>
    {
        public Rules()
        {
            RuleFor(q => q.Format).FileFormat();
            RuleFor(q => new Paging(1, 1, q.Sort)).SetValidator(new PagingRules([.. InvitationList.Sorts.Columns.Keys])).OverridePropertyName("");
        }
    }

    public sealed class Handler(Db db, Caller caller) : IRequestHandler<Query, Result<Rows<Invitation>>>
    {
        public Task<Result<Rows<Invitation>>> Handle(Query request, CancellationToken cancellationToken) => Task.FromResult<Result<Rows<Invitation>>>(
            new Rows<Invitation>(db.Stream<Invitation>(
                $"SELECT {InvitationList.Columns} {InvitationList.Sql} {InvitationList.Sorts.OrderBy(request.Sort)}",
                new { caller.AccountId }, cancellationToken)));
    }

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapDownload<Query>("/api/invitations/export", "/collaborators/invitations/download", Download);

    private static async Task<IResult> Download(string? format, string? sort, ISender send, GrantablePrivileges privileges, Texts texts, CancellationToken ct) =>
        (await send.Send(new Query(string.IsNullOrEmpty(sort) ? null : sort, format), ct)).ToFile(
            texts["identity.invitations_file"], format,
            [
                new(texts["identity.name"], i => i.Name),
                new(texts["identity.email"], i => i.Email),
                new(texts["identity.accesses"], i => privileges.Summary(false, i.Privileges, texts)),
                new(texts["identity.invitation.sent_at"], i => i.SentAt),
                new(texts["identity.invitation.valid_until"], i => i.ValidUntil),
            ]);
}
