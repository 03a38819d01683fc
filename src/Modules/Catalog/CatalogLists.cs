using Modular.BuildingBlocks.Lists;
using Modular.Catalog.Import;

namespace Modular.Catalog;

/// <summary>The catalog's lists and their columns.</summary>
internal static class CatalogLists
{
    public static readonly IReadOnlyList<ListShape> All =
    [
        new("products", "/products", "name",
            new("name", "catalog.product", "name"),
            new("sku", "catalog.sku", "sku"),
            new("availability", "catalog.availability"),
            new("price", "catalog.price", "price", Numeric: true)),
        new("imports", "/catalog/imports", ImportReading.Sorts.Default,
            new("startedAt", "catalog.import.started", "-startedAt"),
            new("file", "catalog.import.file"),
            new("state", "catalog.import.state", "state"),
            new("rows", "catalog.import.rows", "-rows", Numeric: true),
            new("added", "catalog.import.added", Numeric: true),
            new("changed", "catalog.import.changed", Numeric: true),
            new("rejected", "catalog.import.rejected", Numeric: true)),
        new("import-errors", "/catalog/imports", "line",
            new("line", "catalog.import.line", "line", Numeric: true),
            new("column", "catalog.import.column", "column"),
            new("reason", "catalog.import.reason", "code"),
            new("value", "catalog.import.value")),
        new("price-lists", "/catalog/price-lists", "code",
            new("code", "catalog.price_list.code", "code"),
            new("name", "catalog.price_list.name", "name"),
            new("rules", "catalog.price_list.rules", Numeric: true),
            new("accounts", "catalog.price_list.accounts", Numeric: true),
            new("updatedAt", "catalog.price_list.changed", "-updatedAt")),
    ];
}
