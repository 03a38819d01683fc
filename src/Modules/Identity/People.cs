using Modular.BuildingBlocks.Data;

namespace Modular.Identity;

/// <summary>Every INSERT of accounts, users and memberships.</summary>
internal static class People
{
    public static Task AddAccount(this Db db, AccountView account, CancellationToken ct) => db.Execute(
        """
        INSERT INTO identity.accounts (id, number, name, kind, country, currency)
        VALUES (@Id, @Number, @Name, @Kind, @Country, @Currency)
        """,
        account, ct);

    /// <summary>A new user whose home is that account.</summary>
    public static async Task AddMember(
        this Db db, Guid userId, string userName, string displayName, string email, string passwordHash,
        Guid accountId, bool isAdministrator, string[] privileges, string accessGroup, CancellationToken ct)
    {
        await db.Execute(
            """
            INSERT INTO identity.users (id, user_name, display_name, email, password_hash, home_account_id)
            VALUES (@userId, @userName, @displayName, @email, @passwordHash, @accountId)
            """,
            new { userId, userName, displayName, email, passwordHash, accountId }, ct);
        await db.Join(userId, accountId, isAdministrator, privileges, accessGroup, ct);
    }

    public static Task Join(
        this Db db, Guid userId, Guid accountId, bool isAdministrator, string[] privileges, string accessGroup, CancellationToken ct) =>
        db.Execute(
            """
            INSERT INTO identity.memberships (account_id, user_id, is_administrator, privileges, access_group)
            VALUES (@accountId, @userId, @isAdministrator, @privileges, @accessGroup)
            """,
            new { accountId, userId, isAdministrator, privileges, accessGroup }, ct);
}
