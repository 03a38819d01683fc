using Dapper;
using Modular.BuildingBlocks.Audit;
using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Ui;
using Npgsql;

namespace Modular.Identity;

/// <summary>Somebody who becomes a user, with an account as home.</summary>
/// <param name="Status">One of <see cref="MembershipStatus"/>.</param>
internal sealed record Newcomer(
    string UserName, string Name, string Email, string Password, IReadOnlyCollection<string> Privileges, string Status, string Language);

/// <summary>Makes users, each in one transaction with its membership and what else belongs to it.</summary>
internal sealed class Newcomers(Db db, TimeProvider time)
{
    /// <param name="action">Of the audit trail.</param>
    /// <param name="also">Runs before the commit; its refusal undoes all.</param>
    public async Task<Result<Guid>> Add(
        Guid accountId, Newcomer newcomer, string action, Func<NpgsqlTransaction, Guid, DateTime, Task<Error?>> also, CancellationToken ct)
    {
        var (userId, at) = (Guid.CreateVersion7(), time.GetUtcNow().UtcDateTime);
        var hash = Passwords.Hash(newcomer.Password);
        await using var connection = await db.Open(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        try
        {
            await connection.ExecuteAsync(new CommandDefinition(
                """
                INSERT INTO identity.users (id, user_name, display_name, email, password_hash, home_account_id, language)
                VALUES (@userId, @UserName, @Name, @Email, @hash, @accountId, @Language);
                INSERT INTO identity.memberships (account_id, user_id, privileges, status) VALUES (@accountId, @userId, @privileges, @Status);
                """,
                new
                {
                    userId, accountId, hash, UserName = newcomer.UserName.Trim(), Name = newcomer.Name.Trim(), Email = newcomer.Email.Trim(),
                    newcomer.Language, newcomer.Status, privileges = newcomer.Privileges.Distinct().Order(StringComparer.Ordinal).ToArray(),
                },
                transaction, cancellationToken: ct));
        }
        catch (PostgresException taken) when (taken.ConstraintName == "users_user_name")
        {
            return IdentityErrors.UserNameTaken;
        }

        if (await also(transaction, userId, at) is { } refusal) return refusal;
        await transaction.Audit(
            new AuditEntry(
                accountId, action, Memberships.Subject(userId), null,
                new { newcomer.UserName, newcomer.Name, newcomer.Email, newcomer.Privileges, newcomer.Status }),
            at, ct);
        await transaction.CommitAsync(ct);
        return userId;
    }
}

/// <summary>The shapes that whatever makes a user has in common.</summary>
internal static class NewcomerRules
{
    public static IRuleBuilderOptions<T, string?> UserName<T>(this IRuleBuilder<T, string?> rule) =>
        rule.NotEmpty().Line(100).Must(name => name is null || !name.Any(char.IsWhiteSpace)).WithMessage(_ => Own["identity.user_name_spaces"]);

    public static IRuleBuilderOptions<T, string?> PersonName<T>(this IRuleBuilder<T, string?> rule) => rule.NotEmpty().Line(200);

    public static IRuleBuilderOptions<T, string?> Email<T>(this IRuleBuilder<T, string?> rule) => rule.NotEmpty().Line(254).EmailAddress();

    private static readonly Texts Own = new([TextSource.Of("identity", "Modular.Identity.Text", typeof(NewcomerRules).Assembly)]);
}
