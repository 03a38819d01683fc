using System.Text.Json;

namespace Modular.IntegrationTests.Identity;

/// <summary>What tests of people ask for and look up.</summary>
internal static class Staffing
{
    public static Task<Answer> Grant(this Api api, Guid userId, params string[] privileges) =>
        api.Put($"/api/collaborators/{userId}/privileges", new { privileges });

    public static Task<Answer> SetAdministrator(this Api api, Guid userId, bool administrator) =>
        api.Put($"/api/collaborators/{userId}/privileges", new { privileges = Array.Empty<string>(), administrator });

    public static Task<Answer> Strip(this Api api, Guid userId) => api.Delete($"/api/collaborators/{userId}/privileges");

    public static object Newcomer(string userName) => new { userName, name = "Nina Nueva", email = userName + "@test.example" };

    public static string NewName() => $"new-{Guid.NewGuid():N}";

    /// <summary>Events of a type told by an account, oldest first.</summary>
    public static async Task<JsonElement[]> Told(this TestAccount account, string type) =>
        [.. (await account.Portal.Db.Many<string>(
            "SELECT payload::text FROM platform.outbox WHERE account_id = @Id AND type = @type ORDER BY occurred_at", new { account.Id, type }))
            .Select(payload => JsonDocument.Parse(payload).RootElement)];

    /// <summary>Rows of the account's audit trail about a thing, as <c>action before after</c>.</summary>
    public static async Task<(string Action, Guid? By, string? Before, string? After)[]> Audited(this TestAccount account, string subject) =>
        [.. await account.Portal.Db.Many<(string, Guid?, string?, string?)>(
            "SELECT action, user_id, before::text, after::text FROM platform.audit WHERE account_id = @Id AND subject = @subject ORDER BY seq",
            new { account.Id, subject })];
}
