namespace Modular.IntegrationTests.Identity;

/// <summary>Staff that acts for an account, for tests.</summary>
internal static class Acting
{
    public const string Reason = "Ticket 4711: order stuck";

    public static Task<Answer> ActFor(this Api staff, Guid accountId, string? reason = Reason) =>
        staff.Post("/api/session/behalf", new { accountId, reason });

    /// <summary>A member of a distributor's account with these privileges.</summary>
    public static async Task<TestUser> NewStaffMember(this TestPortal portal, params string[] privileges) =>
        await (await portal.NewAccount("distributor")).NewUser(privileges);
}
