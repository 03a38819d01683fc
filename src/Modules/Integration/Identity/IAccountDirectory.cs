namespace Modular.Integration.Identity;

/// <summary>What other modules may know of accounts and people.</summary>
public interface IAccountDirectory
{
    /// <summary>The account, or null.</summary>
    Task<AccountFacts?> Account(Guid accountId, CancellationToken ct = default);

    /// <summary>Countries of accounts, ISO 3166-1 alpha-2; ids that are not known are left out.</summary>
    Task<IReadOnlyDictionary<Guid, string>> Countries(IReadOnlyCollection<Guid> accountIds, CancellationToken ct = default);

    /// <summary>Display names of users, whatever their account; ids that are not known are left out.</summary>
    Task<IReadOnlyDictionary<Guid, string>> Names(IReadOnlyCollection<Guid> userIds, CancellationToken ct = default);

    /// <summary>Where users are written to; ids that are not known are left out.</summary>
    Task<IReadOnlyDictionary<Guid, Contact>> Contacts(IReadOnlyCollection<Guid> userIds, CancellationToken ct = default);
}

/// <param name="Language"><c>es</c>, <c>pt-BR</c> or <c>en</c>: the one that the user last chose.</param>
public sealed record Contact(Guid Id, string Name, string Email, string Language);

/// <param name="Kind"><c>business</c>, <c>premier</c>, <c>home</c> or <c>distributor</c>.</param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="Currency">ISO 4217, the currency the account buys in.</param>
/// <param name="Certifications">Those that the account was given, the expired ones too.</param>
public sealed record AccountFacts(
    Guid Id, string Number, string Name, string Kind, string Country, string Currency, IReadOnlyList<CertificationFacts> Certifications);

/// <param name="ValidUntil">The last day, in UTC; null: it does not expire.</param>
public sealed record CertificationFacts(string Code, DateOnly? ValidUntil)
{
    public bool IsValidOn(DateOnly day) => ValidUntil is null || ValidUntil >= day;
}
