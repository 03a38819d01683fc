using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Modular.IntegrationTests.Baskets;

/// <summary>Products that basket tests put in, imported once per portal through its API.</summary>
internal static class Goods
{
    public const int Count = 1_200;

    /// <summary>Needs <see cref="Certification"/>.</summary>
    public const string Certified = "BT-CERTIFIED";
    public const string Certification = "BT-GOLD";

    /// <summary>Priced in Mexican pesos; all others are in US dollars.</summary>
    public const string InPesos = "BT-PESOS";

    /// <summary>A part number that two vendors use, for <c>BT-TWIN-1</c> and <c>BT-TWIN-2</c>.</summary>
    public const string TwinPart = "TWINPART";

    private static readonly ConditionalWeakTable<TestPortal, Lazy<Task>> Imported = [];

    public static string Sku(int i) => $"BT-{i:0000}";

    public static string Part(int i) => $"PN/BT {i:0000}";

    public static decimal Price(int i) => 10 + (i * 0.25m);

    /// <summary>An EAN-13 with its check digit.</summary>
    public static string Ean(int i)
    {
        var digits = $"29{i:0000000000}";
        var sum = digits.Select((c, at) => (c - '0') * (at % 2 == 0 ? 1 : 3)).Sum();
        return $"{digits}{(10 - (sum % 10)) % 10}";
    }

    public static Task For(TestPortal portal) => Imported.GetValue(portal, p => new Lazy<Task>(() => Import(p))).Value;

    private static async Task Import(TestPortal portal)
    {
        var file = new StringBuilder("sku,vendor_part_number,vendor,upc,description,category,retail_price,currency,required_certification,stock:MIA\n");
        for (var i = 0; i < Count; i++)
            Row(Sku(i), Part(i), "Acme", Ean(i), Price(i), "USD", "");
        Row(Certified, "PN-C", "Acme", "", 50, "USD", Certification);
        Row(InPesos, "PN-P", "Acme", "", 50, "MXN", "");
        Row("BT-TWIN-1", TwinPart, "Acme", "", 50, "USD", "");
        Row("BT-TWIN-2", TwinPart, "Bolt", "", 60, "USD", "");
        var answer = await (await portal.NewStaff()).Post("/api/catalog/imports", Api.Text(file.ToString(), "text/csv"));
        answer.Status.ShouldBe(201, answer.Text);
        answer["rejected"].GetInt32().ShouldBe(0, answer.Text);

        void Row(string sku, string part, string vendor, string ean, decimal price, string currency, string certification) => file.AppendLine(
            CultureInfo.InvariantCulture,
            $"{sku},{part},{vendor},{ean},Basket test product {sku},Tests > Baskets,{price},{currency},{certification},100000");
    }
}
