using Modular.BuildingBlocks.Data;
using Modular.Integration.Identity;

namespace Modular.Identity;

internal sealed class AccountDirectory : IAccountDirectory
{
    private readonly Together<Guid, AccountFacts?> _accounts;
    private readonly Db _db;
    private readonly PeopleNames _names;

    public AccountDirectory(Db db, PeopleNames names)
    {
        (_db, _names) = (db, names);
        _accounts = new(Accounts);
    }

    public Task<AccountFacts?> Account(Guid accountId, CancellationToken ct = default) => _accounts.Ask(accountId, ct);

    public async Task<IReadOnlyDictionary<Guid, string>> Countries(IReadOnlyCollection<Guid> accountIds, CancellationToken ct = default) => accountIds.Count == 0
        ? new Dictionary<Guid, string>()
        : (await _db.Many<(Guid Id, string Country)>("SELECT id, country::text FROM identity.accounts WHERE id = ANY(@ids)", new { ids = accountIds.ToArray() }, ct))
            .ToDictionary(a => a.Id, a => a.Country);

    public Task<IReadOnlyDictionary<Guid, string>> Names(IReadOnlyCollection<Guid> userIds, CancellationToken ct = default) => _names.Of(userIds, ct);

    public async Task<IReadOnlyDictionary<Guid, Contact>> Contacts(IReadOnlyCollection<Guid> userIds, CancellationToken ct = default) =>
        (await _db.Many<Contact>(
            "SELECT id, display_name AS name, email, language FROM identity.users WHERE id = ANY(@userIds) AND erased_at IS NULL AND kind = 'person'", new { userIds = userIds.ToArray() }, ct))
            .ToDictionary(c => c.Id);

    private async Task<IReadOnlyList<AccountFacts?>> Accounts(IReadOnlyList<Guid> ids)
    {
        var (accounts, certifications) = await _db.Two<AccountView, (Guid AccountId, string Code, DateOnly? ValidUntil)>(
            "SELECT id, number, name, kind, country::text, currency::text FROM identity.accounts WHERE id = ANY((SELECT @ids)::uuid[])",
            "SELECT account_id, code, valid_until FROM identity.account_certifications WHERE account_id = ANY((SELECT @ids)::uuid[]) ORDER BY code",
            new { ids = ids.Distinct().ToArray() });
        var held = certifications.ToLookup(c => c.AccountId, c => new CertificationFacts(c.Code, c.ValidUntil));
        var found = accounts.ToDictionary(a => a.Id, a => new AccountFacts(a.Id, a.Number, a.Name, a.Kind, a.Country, a.Currency, [.. held[a.Id]]));
        return [.. ids.Select(found.GetValueOrDefault)];
    }
}
