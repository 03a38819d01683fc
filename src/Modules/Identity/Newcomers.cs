using Dapper;
using Modular.BuildingBlocks.Audit;
using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Ui;
using Npgsql;

namespace Modular.Identity;

/// <summary>Somebody who becomes a user, with an account as home.</summary>
/// <param name="Status">One of <see cref="MembershipStatus"/>.</param>
internal sealed record Newcomer(
    string UserName, string Name, string Email, string PasswordHash, IReadOnlyCollection<string> Privileges, string Status, string Language)
{
    /// <summary>The user's id: the command's where a repetition shall find them.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();
}

/// <summary>Makes users, each in one transaction with its membership and what else belongs to it.</summary>
internal sealed class Newcomers(Db db, TimeProvider time)
{
    /// <param name="action">Of the audit trail.</param>
    /// <param name="also">Runs before the commit; its refusal undoes all.</param>
    public async Task<Result<Guid>> Add(
        Guid accountId, Newcomer newcomer, string action, Func<NpgsqlTransaction, Guid, DateTime, Task<Error?>> also, CancellationToken ct)
    {
        var at = time.GetUtcNow().UtcDateTime;
        await using var connection = await db.Open(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await Insert(transaction, accountId, newcomer, action, at, Actor.Current, ct) is not { } userId) return IdentityErrors.UserNameTaken;
        if (await also(transaction, userId, at) is { } refusal) return refusal;
        await transaction.CommitAsync(ct);
        return userId;
    }

    /// <returns>Null where somebody bears the user name already.</returns>
    public static async Task<Guid?> Insert(
        NpgsqlTransaction transaction, Guid accountId, Newcomer newcomer, string action, DateTime at, Actor by, CancellationToken ct)
    {
        var userId = newcomer.Id;
        var inserted = await transaction.Connection!.QuerySingleOrDefaultAsync<bool>(new CommandDefinition(
            """
            WITH newcomer AS (
                INSERT INTO identity.users (id, user_name, display_name, email, password_hash, home_account_id, language)
                VALUES (@userId, @UserName, @Name, @Email, @PasswordHash, @accountId, @Language)
                ON CONFLICT DO NOTHING RETURNING id)
            INSERT INTO identity.memberships (account_id, user_id, privileges, status) SELECT @accountId, id, @privileges, @Status FROM newcomer
            RETURNING true
            """,
            new
            {
                userId, accountId, newcomer.PasswordHash, UserName = newcomer.UserName.Trim(), Name = newcomer.Name.Trim(),
                Email = newcomer.Email.Trim(), newcomer.Language, newcomer.Status,
                privileges = newcomer.Privileges.Distinct().Order(StringComparer.Ordinal).ToArray(),
            },
            transaction, cancellationToken: ct));
        if (!inserted) return null;
        await transaction.Audit(
            new AuditEntry(
                accountId, action, Memberships.Subject(userId), null,
                new { newcomer.UserName, newcomer.Name, newcomer.Email, newcomer.Privileges, newcomer.Status }),
            at, by, ct);
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

    public static readonly Texts Own = new([TextSource.Of("identity", "Modular.Identity.Text", typeof(NewcomerRules).Assembly)]);
}
