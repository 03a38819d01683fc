using Modular.BuildingBlocks.Audit;
using Modular.BuildingBlocks.Data;

namespace Modular.Identity.Features;

/// <summary>Forgets a role template; whoever was given its privileges keeps them.</summary>
internal static class RemoveRoleTemplate
{
    [Requires(IdentityPrivileges.ManageCollaborators)]
    public sealed record Command(Guid Id) : IRequest<Result<Done>>;

    public sealed class Handler(Db db, TimeProvider time, Caller caller) : IRequestHandler<Command, Result<Done>>
    {
        public async Task<Result<Done>> Handle(Command request, CancellationToken cancellationToken)
        {
            var template = await db.One<RoleTemplate>(
                $"SELECT {RoleTemplate.Columns} FROM identity.role_templates WHERE id = @Id AND account_id = @AccountId",
                new { request.Id, caller.AccountId }, cancellationToken);
            if (template is null) return IdentityErrors.RoleTemplateUnknown;
            if (!caller.IsAdministrator) return IdentityErrors.AdministratorsOnly;
            await db.Change(
                "DELETE FROM identity.role_templates WHERE id = @Id AND account_id = @AccountId",
                new { request.Id, caller.AccountId },
                new AuditEntry(caller.AccountId, "identity.role_template_removed", RoleTemplate.Subject(request.Id), new { template.Name, template.Privileges }),
                time.GetUtcNow().UtcDateTime, cancellationToken);
            return Done.Instance;
        }
    }

    public static void Map(IEndpointRouteBuilder templates) => templates
        .MapDelete("{id:guid}", async (Guid id, ISender send, CancellationToken ct) => (await send.Send(new Command(id), ct)).ToHttp())
        .Require<Command>();
}
