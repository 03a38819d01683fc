namespace Modular.IntegrationTests.Platform;

public sealed class CatalogTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task What_was_imported_is_for_sale()
    {
        var line = (await portal.Catalog).TakeInStock();
        var buyer = await (await (await portal.NewAccount()).NewUser()).SignIn();

        var product = await buyer.Get("/api/products/" + line.Sku);

        product.Status.ShouldBe(200, product.Text);
        product["description"].GetString().ShouldBe(line.Description);
    }
}
