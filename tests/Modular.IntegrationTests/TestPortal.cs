using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Modular.BuildingBlocks.Data;

namespace Modular.IntegrationTests;

/// <summary>The real host on real Kestrel at a free loopback port, on a database that the test owns.</summary>
public sealed class TestPortal : IAsyncDisposable
{
    private readonly Host.Portal _host;
    private readonly Lazy<Task<TestCatalog>> _catalog;

    private TestPortal(Host.Portal host, string connectionString)
    {
        (_host, ConnectionString) = (host, connectionString);
        Address = new Uri(host.App.Urls.Single());
        Anonymous = NewApi();
        _catalog = new(() => TestCatalog.Import(this));
    }

    public Uri Address { get; }

    public string ConnectionString { get; }

    /// <summary>Nobody: requests without a token.</summary>
    public Api Anonymous { get; }

    /// <summary>Products for sale, imported when first asked for.</summary>
    public Task<TestCatalog> Catalog => _catalog.Value;

    public IServiceProvider Services => _host.App.Services;

    public Db Db => Services.GetRequiredService<Db>();

    /// <param name="settings">As <c>Silo:Shared=true</c>; two hosts on one database need that one.</param>
    public static Task<TestPortal> Start(string connectionString, params string[] settings) =>
        Start(connectionString, TimeProvider.System, settings);

    /// <summary>A host that takes its time from the test.</summary>
    public static async Task<TestPortal> Start(string connectionString, TimeProvider time, params string[] settings)
    {
        var host = await Host.Portal.Build([], builder =>
        {
            builder.Configuration.AddInMemoryCollection(
            [
                new("ConnectionStrings:Modular", connectionString),
                new("Urls", "http://127.0.0.1:0"),
                // All tests come from one address.
                .. new[] { "sign-in", "join", "invitation", "application" }.Select(name => new KeyValuePair<string, string?>("RateLimits:" + name, "1000000")),
                // Nor is a test a flood, however busy the machine.
                new("Host:BurstSeconds", "60"),
                new("Data:Directory", Directory.CreateTempSubdirectory("modular-test-data-").FullName),
            ]);
            builder.Configuration.AddInMemoryCollection(settings.Select(s => s.Split('=', 2)).Select(s => KeyValuePair.Create(s[0], (string?)s[1])));
            builder.Services.AddSingleton(time);
            builder.Logging.SetMinimumLevel(LogLevel.Warning);
        });
        await host.App.StartAsync();
        return new TestPortal(host, connectionString);
    }

    /// <summary>Requests with these credentials on connections of their own.</summary>
    public Api NewApi(string? token = null)
    {
        var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address };
        if (token is not null) http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return new Api(http);
    }

    public async Task<TestAccount> NewAccount(string kind = "business", string country = "US", string currency = "USD", params string[] certifications)
    {
        var account = new TestAccount(this, Guid.CreateVersion7());
        await Db.Execute(
            """
            WITH account AS (
                INSERT INTO identity.accounts (id, number, name, kind, country, currency)
                VALUES (@Id, @number, @Name, @kind, @country, @currency))
            INSERT INTO identity.account_certifications (account_id, code) SELECT @Id, unnest(@certifications)
            """,
            new { account.Id, number = account.Name, account.Name, kind, country, currency, certifications });
        return account;
    }

    /// <summary>A signed-in member of a distributor's account with every right.</summary>
    public async Task<Api> NewStaff() => await (await (await NewAccount("distributor")).NewAdministrator()).SignIn();

    public async ValueTask DisposeAsync()
    {
        await _host.App.StopAsync();
        await _host.DisposeAsync();
    }
}
