namespace Modular.IntegrationTests.Baskets;

/// <summary>What turns a basket into an order.</summary>
internal static class Orders
{
    public static object Body => new
    {
        purchaseOrderNumber = "PO-7", shipComplete = false,
        shipTo = new { name = "Andes Sistemas", line1 = "1 Main Street", city = "Miami", region = "FL", postalCode = "33101", country = "US" },
    };
}
