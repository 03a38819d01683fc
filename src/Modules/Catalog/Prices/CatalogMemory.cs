using Modular.Integration.Catalog;
using Modular.Integration.Identity;

namespace Modular.Catalog.Prices;

/// <summary>What prices are made of, kept in memory so that editing a basket costs no query.</summary>
internal sealed class CatalogMemory(TimeProvider time) : IRememberedTerms
{
    /// <summary>By SKU. Short, because other hosts' reservations are not told, only seen.</summary>
    public Recent<string, Product> Products { get; } = new(50_000, TimeSpan.FromSeconds(15), time);

    /// <summary>By account. Short, as a change that is told while this host is deaf is not heard.</summary>
    public Recent<Guid, AccountTerms> Terms { get; } = new(5_000, TimeSpan.FromSeconds(30), time);

    public void Hears(bool hears)
    {
        Products.Hears(hears);
        Terms.Hears(hears);
    }

    void IRememberedTerms.Forget() => Terms.ForgetAll();

    public void ForgetAll()
    {
        Products.ForgetAll();
        Terms.ForgetAll();
    }
}

/// <summary>By what an account buys.</summary>
internal sealed record AccountTerms(PriceList? List, IReadOnlyDictionary<string, CertificationFacts> Certifications)
{
    public static readonly AccountTerms Visitor = new(null, new Dictionary<string, CertificationFacts>());
}
