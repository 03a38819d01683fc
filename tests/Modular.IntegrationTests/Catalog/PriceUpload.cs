using System.Net.Http.Headers;
using System.Text;
using Modular.Simulation.Prices;

namespace Modular.IntegrationTests.Catalog;

/// <summary>Price files whose products no other test has, and how they are sent.</summary>
internal static class PriceUpload
{
    public const string Header = "sku,vendor_part_number,vendor,upc,description,category,retail_price,currency,required_certification,stock:MIA,stock:SCL";

    private static int _next;

    /// <summary>First letters of SKUs that belong to one test.</summary>
    public static string NewPrefix() => $"T{Interlocked.Increment(ref _next)}{Guid.NewGuid().ToString("N")[..6].ToUpperInvariant()}";

    public static string Row(
        string sku, string description = "Thing", decimal price = 100, string vendor = "Testor", string category = "Tests > Things",
        string certification = "", int miami = 5, int santiago = 0, string? part = null, string upc = "", string currency = "USD") =>
        FormattableString.Invariant($"{sku},{part ?? "P-" + sku},{vendor},{upc},{description},{category},{price},{currency},{certification},{miami},{santiago}");

    public static Task<Answer> Import(this Api staff, string csv, string query = "", string type = "text/csv; charset=utf-8")
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(csv));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return staff.Post("/api/catalog/imports" + query, content);
    }

    public static Task<Answer> ImportRows(this Api staff, params string[] rows) => staff.Import(Header + "\n" + string.Join('\n', rows) + "\n");

    /// <summary>A made price file whose SKUs begin with the prefix.</summary>
    public static async Task<string> Made(string prefix, int rows, int revision = 0)
    {
        var text = await new PriceFile(rows, 11, revision).Text();
        return string.Join('\n', text.Split('\n').Select((line, i) => i == 0 || line.Length == 0 ? line : prefix + line));
    }

    public static (int Added, int Changed, int Unchanged, int Rejected) Counts(this Answer import) =>
        (import["added"].GetInt32(), import["changed"].GetInt32(), import["unchanged"].GetInt32(), import["rejected"].GetInt32());
}
