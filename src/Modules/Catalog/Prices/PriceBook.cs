using Modular.BuildingBlocks.Data;
using Modular.Integration.Catalog;
using Modular.Integration.Identity;

namespace Modular.Catalog.Prices;

internal sealed class PriceBook : IPriceBook
{
    private readonly Together<IReadOnlyList<string>, IReadOnlyList<Product>> _products;
    private readonly Together<Guid, PriceList?> _lists;
    private readonly Db _db;
    private readonly CatalogMemory _memory;
    private readonly IAccountDirectory _accounts;
    private readonly TimeProvider _time;

    public PriceBook(Db db, CatalogMemory memory, IAccountDirectory accounts, TimeProvider time)
    {
        (_db, _memory, _accounts, _time) = (db, memory, accounts, time);
        _products = new(ReadProducts);
        _lists = new(async ids =>
        {
            var lists = await PriceListStore.OfAccounts(db, ids);
            return [.. ids.Select(lists.GetValueOrDefault)];
        });
    }

    public async Task<Quote?> Find(Guid accountId, string sku, CancellationToken ct = default) =>
        (await Find(accountId, [sku], ct)).GetValueOrDefault(sku);

    public async Task<IReadOnlyDictionary<string, Quote>> Find(Guid accountId, IReadOnlyCollection<string> skus, CancellationToken ct = default)
    {
        if (!_memory.Terms.TryGet(accountId, out var terms)) terms = await ReadTerms(accountId, ct);
        return Quotes(await Products(skus, ct), terms);
    }

    public async Task<IReadOnlyDictionary<string, Quote>> FindNow(Guid accountId, IReadOnlyCollection<string> skus, CancellationToken ct = default)
    {
        var (products, terms) = (_products.Ask(Keys(skus), ct), ReadTerms(accountId, ct));
        await Task.WhenAll(products, terms);
        return Quotes(await products, await terms);
    }

    public Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> Resolve(IReadOnlyCollection<string> codes, CancellationToken ct = default) =>
        ProductCodes.Resolve(_db, codes, ct);

    /// <summary>The products of these SKUs, those not in memory in one query.</summary>
    public async Task<IReadOnlyList<Product>> Products(IReadOnlyCollection<string> skus, CancellationToken ct)
    {
        var found = new List<Product>(skus.Count);
        var missing = new List<string>();
        foreach (var sku in Keys(skus))
        {
            if (_memory.Products.TryGet(sku, out var product)) found.Add(product);
            else missing.Add(sku);
        }

        if (missing.Count > 0) found.AddRange(await _products.Ask(missing, ct));
        return found;
    }

    /// <summary>Prices for products at hand, by an account's terms.</summary>
    public async Task<Dictionary<string, Quote>> Quotes(Guid accountId, IEnumerable<Product> products, CancellationToken ct) =>
        Quotes(products, _memory.Terms.TryGet(accountId, out var terms) ? terms : await ReadTerms(accountId, ct));

    private Dictionary<string, Quote> Quotes(IEnumerable<Product> products, AccountTerms terms)
    {
        // What is kept in memory knows until when a certification is valid: it expires without being told.
        var today = DateOnly.FromDateTime(_time.GetUtcNow().UtcDateTime);
        return products.ToDictionary(p => p.Sku, p => QuoteOf(p, terms, today), StringComparer.OrdinalIgnoreCase);
    }

    private static Quote QuoteOf(Product product, AccountTerms terms, DateOnly today)
    {
        var held = product.RequiredCertification is { } needed ? terms.Certifications.GetValueOrDefault(needed) : null;
        var price = Pricing.Of(product, terms.List);
        return new Quote(
            product.Sku, product.VendorPartNumber, product.Vendor, product.Description, product.Currency, product.RetailPrice,
            price.Breaks, price.Reason.Rule, product.RequiredCertification,
            product.RequiredCertification is null || held?.IsValidOn(today) == true, product.Available)
        {
            Reason = price.Reason,
            CertificationExpiredOn = held?.IsValidOn(today) == false ? held.ValidUntil : null,
        };
    }

    private static List<string> Keys(IReadOnlyCollection<string> skus) =>
        [.. skus.Select(sku => sku.Trim().ToUpperInvariant()).Distinct(StringComparer.Ordinal)];

    /// <summary>Those of the wished products that there are, for each who asks at a moment.</summary>
    private async Task<IReadOnlyList<IReadOnlyList<Product>>> ReadProducts(IReadOnlyList<IReadOnlyList<string>> wishes)
    {
        var generation = _memory.Products.Generation;
        var products = (await _db.Many<Product>(
            // The array in a SELECT of its own: a plan that does not look at it is made once for all.
            """
            SELECT p.sku, p.vendor_part_number, p.vendor, p.upc, p.description, p.category, p.unspsc, p.retail_price, p.currency,
                   p.weight_kg, p.serialised, p.required_certification,
                   (SELECT coalesce(sum(greatest(s.on_hand - s.allocated, 0)), 0)::int FROM catalog.stock s WHERE s.sku = p.sku) AS available
            FROM unnest((SELECT @skus)) wish(sku) JOIN catalog.products p USING (sku)
            """,
            new { skus = wishes.SelectMany(skus => skus).Distinct().ToArray() })).ToDictionary(p => p.Sku);
        foreach (var product in products.Values) _memory.Products.Keep(product.Sku, product, generation);
        return [.. wishes.Select(skus => skus.Select(products.GetValueOrDefault).OfType<Product>().ToArray())];
    }

    private async Task<AccountTerms> ReadTerms(Guid accountId, CancellationToken ct)
    {
        if (accountId == default) return AccountTerms.Visitor;
        var generation = _memory.Terms.Generation;
        var (list, account) = (_lists.Ask(accountId, ct), _accounts.Account(accountId, ct));
        await Task.WhenAll(list, account);
        var terms = new AccountTerms(await list, ((await account)?.Certifications ?? []).ToDictionary(c => c.Code, StringComparer.OrdinalIgnoreCase));
        _memory.Terms.Keep(accountId, terms, generation);
        return terms;
    }
}
