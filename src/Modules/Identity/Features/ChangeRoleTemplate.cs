using Dapper;
using Modular.BuildingBlocks.Audit;
using Modular.BuildingBlocks.Data;
using Npgsql;

namespace Modular.Identity.Features;

/// <summary>Renames a role template or says what it ticks from now on; whoever was given its privileges keeps them.</summary>
internal static class ChangeRoleTemplate
{
    /// <param name="Seen">The version that the caller has seen.</param>
    [Requires(IdentityPrivileges.ManageCollaborators)]
    public sealed record Command(Guid Id, string? Name, IReadOnlyCollection<string>? Privileges, long? Seen) : IRequest<Result<RoleTemplate>>;

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
            var (name, ticked) = (request.Name!.Trim(), request.Privileges!.Distinct().Order(StringComparer.Ordinal).ToArray());
            try
            {
                return await db.Transaction<Result<RoleTemplate>>(
                    async (connection, transaction) =>
                    {
                        var before = await connection.QueryFirstOrDefaultAsync<RoleTemplate>(new CommandDefinition(
                            $"SELECT {RoleTemplate.Columns} FROM identity.role_templates WHERE id = @Id AND account_id = @AccountId FOR UPDATE",
                            new { request.Id, caller.AccountId }, transaction, cancellationToken: cancellationToken));
                        if (before is null) return IdentityErrors.RoleTemplateUnknown;
                        if (!caller.IsAdministrator) return IdentityErrors.AdministratorsOnly;
                        if (privileges.Refuse(ticked, caller.IsStaff) is { } refusal) return refusal;
                        if (request.Seen is { } seen && seen != before.Version) return Result<RoleTemplate>.Refused(IdentityErrors.RoleTemplateChanged, before);
                        var after = before with { Name = name, Privileges = ticked, Version = before.Version + 1 };
                        await connection.ExecuteAsync(new CommandDefinition(
                            "UPDATE identity.role_templates SET name = @Name, privileges = @Privileges, version = @Version WHERE id = @Id AND account_id = @AccountId",
                            new { after.Name, after.Privileges, after.Version, after.Id, caller.AccountId }, transaction, cancellationToken: cancellationToken));
                        await transaction.Audit(
                            new AuditEntry(
                                caller.AccountId, "identity.role_template_changed", RoleTemplate.Subject(after.Id),
                                new { before.Name, before.Privileges }, new { after.Name, after.Privileges }),
                            time.GetUtcNow().UtcDateTime, cancellationToken);
                        return after;
                    },
                    cancellationToken);
            }
            catch (PostgresException taken) when (taken.ConstraintName == "role_templates_name")
            {
                return IdentityErrors.RoleTemplateExists;
            }
        }
    }

    public static void Map(IEndpointRouteBuilder templates) => templates
        .MapPut("{id:guid}", async (Guid id, AddRoleTemplate.Body body, IfMatch seen, ISender send, CancellationToken ct) =>
            (await send.Send(new Command(id, body.Name, body.Privileges, seen.Version), ct)).ToHttp())
        .Require<Command>();
}
