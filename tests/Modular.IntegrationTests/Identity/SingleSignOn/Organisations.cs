using Modular.IntegrationTests.Baskets;

namespace Modular.IntegrationTests.Identity.SingleSignOn;

/// <summary>A portal of its own that lets providers be on this machine, and one such provider.</summary>
public sealed class Organisations : IAsyncLifetime
{
    internal AdvancedTime Time { get; } = new();

    public TestPortal Portal { get; private set; } = null!;

    public OpenIdProvider Provider { get; private set; } = null!;

    public Api Staff { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Portal = await TestPortal.Start(await TestPostgres.NewDatabase(), Time, "Identity:AllowPrivateIssuers=true");
        Provider = await OpenIdProvider.Start(Portal);
        Staff = await Portal.NewStaff();
    }

    public async Task DisposeAsync()
    {
        await Portal.DisposeAsync();
        await Provider.DisposeAsync();
    }

    /// <summary>An account whose people may sign in with the provider.</summary>
    internal async Task<Organisation> NewOrganisation(bool passwordsAllowed = true, bool provesFactor = false, OpenIdProvider? provider = null)
    {
        var account = await Portal.NewAccount();
        var organisation = new Organisation(Portal, account, await (await account.NewAdministrator()).SignIn(), $"d{Guid.NewGuid():N}.example");
        (await organisation.Ask(provider ?? Provider, passwordsAllowed, provesFactor)).Status.ShouldBe(200);
        var enabled = await Staff.Put($"/api/single-sign-on/requests/{account.Id}/decision", new { enable = true, reason = "Their domain." });
        (enabled.Status, enabled["status"].GetString()).ShouldBe((200, "enabled"), enabled.Text);
        return organisation;
    }
}

/// <summary>An account with its administrator and its e-mail domain.</summary>
internal sealed record Organisation(TestPortal Portal, TestAccount Account, Api Administrator, string Domain)
{
    public Task<Answer> Ask(OpenIdProvider provider, bool passwordsAllowed = true, bool provesFactor = false, string? secret = OpenIdProvider.ClientSecret) =>
        Administrator.Put("/api/single-sign-on", new
        {
            issuer = provider.Issuer, clientId = OpenIdProvider.ClientId, clientSecret = secret, domains = new[] { Domain }, passwordsAllowed, provesFactor,
        });

    /// <summary>A member with an address of the domain.</summary>
    public async Task<(TestUser User, string Email)> NewMember(params string[] privileges)
    {
        var user = await Account.NewUser(privileges);
        var email = $"{user.UserName}@{Domain}";
        await Portal.Db.Execute("UPDATE identity.users SET email = @email WHERE id = @Id", new { email, user.Id });
        return (user, email);
    }
}
