using Modular.BuildingBlocks.Audit;
using Modular.BuildingBlocks.Data;
using Npgsql;

namespace Modular.Identity.Features;

/// <summary>Keeps a set of privileges under a name, for people who shall all have the same.</summary>
internal static class AddRoleTemplate
{
    private const int MostOfThem = 100;

    [Requires(IdentityPrivileges.ManageCollaborators)]
    public sealed record Command(string? Name, IReadOnlyCollection<string>? Privileges) : IRequest<Result<RoleTemplate>>;

    public sealed class Rules : AbstractValidator<Command>
    {
        public Rules()
        {
            RuleFor(c => c.Name).NotEmpty().Line(100);
            RuleFor(c => c.Privileges).NotEmpty();
        }
    }

    public sealed class Handler(Db db, GrantablePrivileges privileges, TimeProvider time, Caller caller) : IRequestHandler<Command, Result<RoleTemplate>>
    {
        public async Task<Result<RoleTemplate>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (!caller.IsAdministrator) return IdentityErrors.AdministratorsOnly;
            if (privileges.Refuse(request.Privileges!, caller.IsStaff) is { } refusal) return refusal;
            var template = new RoleTemplate
            {
                Id = Guid.CreateVersion7(), Name = request.Name!.Trim(), Privileges = [.. request.Privileges!.Distinct().Order(StringComparer.Ordinal)],
            };
            try
            {
                var added = await db.Change(
                    """
                    INSERT INTO identity.role_templates (id, account_id, name, privileges)
                    SELECT @Id, @AccountId, @Name, @Privileges
                    WHERE (SELECT count(*) FROM identity.role_templates WHERE account_id = @AccountId) < @MostOfThem
                    """,
                    new { template.Id, caller.AccountId, template.Name, template.Privileges, MostOfThem },
                    new AuditEntry(
                        caller.AccountId, "identity.role_template_added", RoleTemplate.Subject(template.Id), null, new { template.Name, template.Privileges }),
                    time.GetUtcNow().UtcDateTime, cancellationToken);
                return added > 0 ? template : IdentityErrors.TooManyRoleTemplates;
            }
            catch (PostgresException taken) when (taken.ConstraintName == "role_templates_name")
            {
                return IdentityErrors.RoleTemplateExists;
            }
        }
    }

    public sealed record Body(string? Name, string[]? Privileges);

    public static void Map(IEndpointRouteBuilder templates) => templates
        .MapPost("", async (Body body, ISender send, CancellationToken ct) =>
            (await send.Send(new Command(body.Name, body.Privileges), ct)).ToCreated(t => $"/api/role-templates/{t.Id}"))
        .Require<Command>();
}
