using Modular.Catalog.Features;
using Modular.Integration.Catalog;
using Modular.Integration.Identity;

namespace Modular.Catalog.Prices;

/// <summary>What prices are made of, kept in memory so that editing a basket costs no query.</summary>
internal sealed class CatalogMemory(TimeProvider time) : IRememberedTerms
{
    /// <summary>By SKU. Short, because other hosts' reservations are not told, only seen.</summary>
    public Recent<string, Product> Products { get; } = new(50_000, TimeSpan.FromSeconds(15), time);

    /// <summary>By SKU: where how much of it is.</summary>
    public Recent<string, IReadOnlyList<SeeProduct.Place>> Places { get; } = new(50_000, TimeSpan.FromSeconds(15), time);

    /// <summary>By account. Short, as a change that is told while this host is deaf is not heard.</summary>
    public Recent<Guid, AccountTerms> Terms { get; } = new(5_000, TimeSpan.FromSeconds(30), time);

    public void Hears(bool hears)
    {
        Products.Hears(hears);
        Places.Hears(hears);
        Terms.Hears(hears);
    }

    /// <summary>What was just reserved.</summary>
    public void Forget(string sku)
    {
        Products.Forget(sku);
        Places.Forget(sku);
    }

    void IRememberedTerms.Forget() => Terms.ForgetAll();

    public void ForgetAll()
    {
        Products.ForgetAll();
        Places.ForgetAll();
        Terms.ForgetAll();
    }
}

/// <summary>By what an account buys.</summary>
internal sealed record AccountTerms(PriceList? List, IReadOnlyDictionary<string, CertificationFacts> Certifications)
{
    public static readonly AccountTerms Visitor = new(null, new Dictionary<string, CertificationFacts>());
}
