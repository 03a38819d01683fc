using Modular.BuildingBlocks.Data;

namespace Modular.Identity.Features;

/// <summary>Lists the account's role templates by name; there are at most a hundred.</summary>
internal static class ListRoleTemplates
{
    [Requires(IdentityPrivileges.ManageCollaborators)]
    public sealed record Query : IRequest<Result<Listing<RoleTemplate>>>;

    public sealed class Handler(Db db, Caller caller) : IRequestHandler<Query, Result<Listing<RoleTemplate>>>
    {
        public async Task<Result<Listing<RoleTemplate>>> Handle(Query request, CancellationToken cancellationToken)
        {
            var templates = await db.Many<RoleTemplate>(
                $"SELECT {RoleTemplate.Columns} FROM identity.role_templates WHERE account_id = @AccountId ORDER BY lower(name) LIMIT 100",
                new { caller.AccountId }, cancellationToken);
            return new Listing<RoleTemplate>(templates, 1, 100, templates.Count);
        }
    }

    public static void Map(IEndpointRouteBuilder templates) => templates
        .MapGet("", async (ISender send, CancellationToken ct) => (await send.Send(new Query(), ct)).ToHttp())
        .Require<Query>();
}
