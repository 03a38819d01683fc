using Modular.IntegrationTests.Baskets;
using Modular.Simulation.Faults;

namespace Modular.IntegrationTests.Faults;

/// <summary>Three hosts on one database behind HAProxy, which sends each request wherever it likes.</summary>
public sealed class ProxiedHosts : IAsyncLifetime
{
    private readonly string _directory = Directory.CreateTempSubdirectory("modular-test-proxy-").FullName;
    private Proxy _proxy = null!;

    public IReadOnlyList<TestPortal> All { get; private set; } = [];

    public TestPortal One => All[0];

    public async Task InitializeAsync()
    {
        var database = await TestPostgres.NewDatabase();
        string[] settings = ["Silo:Shared=true", "ForwardedHeaders_Enabled=true"];
        All = [await TestPortal.Start(database, settings), await TestPortal.Start(database, settings), await TestPortal.Start(database, settings)];
        _proxy = await Proxy.Start(FaultScene.ProxyConfiguration, _directory, All.Select(h => h.Address));
        await Goods.For(One);
    }

    public async Task DisposeAsync()
    {
        _proxy.Dispose();
        foreach (var host in All.Reverse()) await host.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    /// <summary>Requests that go through the proxy, each to any host.</summary>
    public Api Through(Api signedIn)
    {
        var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = _proxy.Address };
        http.DefaultRequestHeaders.Authorization = signedIn.Http.DefaultRequestHeaders.Authorization;
        return new Api(http);
    }

    public async Task<(TestUser User, Api Api)> NewBuyer()
    {
        var user = await (await One.NewAccount()).NewUser(Team.Buyer);
        return (user, Through(await user.SignIn()));
    }
}
