namespace Modular.IntegrationTests.Baskets;

/// <summary>Two hosts that share one database.</summary>
public sealed class TwoHosts : IAsyncLifetime
{
    public TestPortal One { get; private set; } = null!;

    public TestPortal Other { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        One = await TestPortal.Start(await TestPostgres.NewDatabase(), "Silo:Shared=true");
        Other = await TestPortal.Start(One.ConnectionString, "Silo:Shared=true");
    }

    public async Task DisposeAsync()
    {
        await Other.DisposeAsync();
        await One.DisposeAsync();
    }

    /// <summary>A buyer, signed in at both.</summary>
    internal async Task<(Api AtOne, Api AtOther, TestAccount Account)> NewBuyer()
    {
        await Goods.For(One);
        var account = await One.NewAccount();
        var user = await account.NewUser(Team.Buyer);
        return (await user.SignIn(One), await user.SignIn(Other), account);
    }
}
