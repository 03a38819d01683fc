using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Modular.BuildingBlocks.Data;
using Modular.IntegrationTests.BuildingBlocks;

namespace Modular.IntegrationTests.Identity;

/// <summary>What tests of signing in ask and arrange.</summary>
internal static class People
{
    public static string EmailOf(this TestUser user) => user.UserName + "@test.example";

    public static Task<Answer> TrySignIn(this TestPortal portal, string userName, string password) =>
        portal.Anonymous.Post("/api/session", new { userName, password });

    public static Task<Answer> ChangePassword(this Api api, string current, string wanted) =>
        api.Put("/api/me/password", new { currentPassword = current, newPassword = wanted });

    public static async Task<Api> SignIn(this TestPortal portal, TestUser user, string password)
    {
        var answer = await portal.TrySignIn(user.UserName, password);
        answer.Status.ShouldBe(200, answer.Text);
        return portal.NewApi(answer["accessToken"].GetString());
    }

    /// <summary>Asks for a temporary password and reads it where the e-mail would be written from.</summary>
    public static async Task<string> TemporaryPassword(this TestPortal portal, TestUser user)
    {
        var asked = await portal.Anonymous.Post("/api/password-reset", new { user.UserName, email = user.EmailOf() });
        asked.Status.ShouldBe(202, asked.Text);
        string? found = null;
        await Eventually.True(
            async () => (found = await portal.Db.One<string>(
                """
                SELECT payload->>'sealedPassword' FROM platform.outbox
                WHERE type = 'identity.TemporaryPasswordIssued' AND payload->>'userId' = @id ORDER BY occurred_at DESC LIMIT 1
                """, new { id = user.Id.ToString() })) is not null,
            "the temporary password");
        return portal.Services.GetRequiredService<Sealer>().Open(found!)!;
    }

    public static Task<int> Audited(this TestPortal portal, string action, TestUser user) => portal.Db.One<int>(
        "SELECT count(*)::int FROM platform.audit WHERE action = @action AND subject = @subject AND account_id = @AccountId",
        new { action, subject = $"user/{user.Id}", AccountId = user.Account.Id });

    public static Task<int> Told(this TestPortal portal, TestUser user, string kind) => portal.Db.One<int>(
        "SELECT count(*)::int FROM platform.outbox WHERE type = 'identity.SecurityChanged' AND payload->>'userId' = @id AND payload->>'kind' = @kind",
        new { id = user.Id.ToString(), kind });

    /// <summary>Gives the user a password hashed at its true cost.</summary>
    public static Task HashTruly(this TestPortal portal, TestUser user) => portal.Db.Execute(
        "UPDATE identity.users SET password_hash = @hash WHERE id = @Id",
        new { user.Id, hash = new PasswordHasher<string>(Options.Create(new PasswordHasherOptions { IterationCount = 210_000 })).HashPassword("", TestAccount.Password) });
}
