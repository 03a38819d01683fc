namespace Modular.Catalog;

internal static class CatalogErrors
{
    public static readonly Error ImportUnknown = Error.NotFound("catalog.import_unknown");
    public static readonly Error ListChanged = Error.Stale("catalog.price_list_changed");
    public static readonly Error ListVersionMissing = Error.PreconditionRequired("catalog.price_list_version_missing");

    public static Error ProductUnknown(string sku) => Error.NotFound("catalog.product_unknown", sku);

    public static Error ListUnknown(string code) => Error.NotFound("catalog.price_list_unknown", code);
}
