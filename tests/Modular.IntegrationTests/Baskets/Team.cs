namespace Modular.IntegrationTests.Baskets;

/// <summary>The people of one test: colleagues in an account of their own, and a stranger in another.</summary>
internal sealed record Team(TestAccount Account, TestUser AnaUser, Api Ana, Api Bruno, Api Carla, Api Diego, Api Stranger)
{
    public static readonly string[] Buyer = ["baskets.edit", "baskets.edit_shared", "orders.view", "orders.place"];

    /// <returns>Ana and Bruno, buyers; Diego, who may edit no shared baskets; Carla without any privilege; a stranger who may everything elsewhere.</returns>
    public static async Task<Team> Meet(TestPortal portal, params string[] certifications)
    {
        await Goods.For(portal);
        var account = await portal.NewAccount(certifications: certifications);
        var ana = await account.NewUser(Buyer);
        return new Team(
            account, ana,
            await ana.SignIn(),
            await (await account.NewUser(Buyer)).SignIn(),
            await (await account.NewUser()).SignIn(),
            await (await account.NewUser("baskets.edit")).SignIn(),
            await (await (await portal.NewAccount()).NewAdministrator()).SignIn());
    }
}
