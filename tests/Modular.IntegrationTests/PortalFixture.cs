namespace Modular.IntegrationTests;

/// <summary>The one portal that the tests of this process share; each test makes accounts of its own in it.</summary>
public sealed class PortalFixture : IAsyncLifetime
{
    /// <summary>Of the one portal; to be set before the first test asks for it.</summary>
    public static string[] Settings { get; set; } = [];

    private static readonly Lazy<Task<TestPortal>> Started = new(async () => await TestPortal.Start(await TestPostgres.NewDatabase(), Settings));

    public TestPortal Portal { get; private set; } = null!;

    public async Task InitializeAsync() => Portal = await Started.Value;

    // It ends with the process, as the next class wants it too.
    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>Nobody: requests without a token.</summary>
    public Api Anonymous => Portal.Anonymous;

    public Task<TestAccount> NewAccount(string kind = "business", string country = "US", string currency = "USD", params string[] certifications) =>
        Portal.NewAccount(kind, country, currency, certifications);

    /// <summary>Products for sale, imported once; a test takes those that it needs.</summary>
    public Task<TestCatalog> Catalog => Portal.Catalog;

    /// <summary>A signed-in member of a distributor's account with every right.</summary>
    public Task<Api> NewStaff() => Portal.NewStaff();
}
