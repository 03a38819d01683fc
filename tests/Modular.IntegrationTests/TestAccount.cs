using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Modular.IntegrationTests;

/// <summary>An account that belongs to one test.</summary>
public sealed record TestAccount(TestPortal Portal, Guid Id)
{
    /// <summary>Every user's password.</summary>
    public const string Password = "Correct-horse-1";

    // One round of hashing: signing in stays real and costs no time.
    private static readonly string PasswordHash =
        new PasswordHasher<string>(Options.Create(new PasswordHasherOptions { IterationCount = 1 })).HashPassword("", Password);

    public string Name => $"Account {Id:N}";

    /// <summary>A member with these privileges; none: a member who may do nothing.</summary>
    public Task<TestUser> NewUser(params string[] privileges) => Add(false, privileges);

    public Task<TestUser> NewAdministrator() => Add(true, []);

    /// <summary>Makes somebody else's user a member here too.</summary>
    public Task Join(TestUser user, params string[] privileges) => Join(user, false, privileges);

    private async Task<TestUser> Add(bool isAdministrator, string[] privileges)
    {
        var id = Guid.CreateVersion7();
        var user = new TestUser(this, id, $"user-{id:N}");
        await Portal.Db.Execute(
            """
            INSERT INTO identity.users (id, user_name, display_name, email, password_hash, home_account_id)
            VALUES (@Id, @UserName, @UserName, @email, @PasswordHash, @accountId)
            """,
            new { user.Id, user.UserName, email = user.UserName + "@test.example", PasswordHash, accountId = Id });
        await Join(user, isAdministrator, privileges);
        return user;
    }

    private Task Join(TestUser user, bool isAdministrator, string[] privileges) => Portal.Db.Execute(
        """
        INSERT INTO identity.memberships (account_id, user_id, is_administrator, privileges, access_group)
        VALUES (@accountId, @userId, @isAdministrator, @privileges, 'Purchasing')
        """,
        new { accountId = Id, userId = user.Id, isAdministrator, privileges });
}

/// <summary>A user whose home is that account.</summary>
public sealed record TestUser(TestAccount Account, Guid Id, string UserName)
{
    /// <summary>Signs in through the API; the answer sends the token with every request.</summary>
    /// <param name="portal">Another host on the same database than the account's own.</param>
    public async Task<Api> SignIn(TestPortal? portal = null)
    {
        portal ??= Account.Portal;
        var answer = await portal.Anonymous.Post("/api/session", new { UserName, TestAccount.Password });
        answer.Status.ShouldBe(200, answer.Text);
        return portal.NewApi(answer["accessToken"].GetString());
    }
}
