using Modular.BuildingBlocks.Data;
using Modular.Integration.Identity;

namespace Modular.Identity;

internal sealed class AccountDirectory(Db db, PeopleNames names) : IAccountDirectory
{
    public async Task<AccountFacts?> Account(Guid accountId, CancellationToken ct = default)
    {
        var (accounts, certifications) = await db.Two<AccountView, (string Code, DateOnly? ValidUntil)>(
            "SELECT id, number, name, kind, country::text, currency::text FROM identity.accounts WHERE id = @accountId",
            "SELECT code, valid_until FROM identity.account_certifications WHERE account_id = @accountId ORDER BY code",
            new { accountId }, ct);
        return accounts is [var a]
            ? new(a.Id, a.Number, a.Name, a.Kind, a.Country, a.Currency, [.. certifications.Select(c => new CertificationFacts(c.Code, c.ValidUntil))])
            : null;
    }

    public async Task<IReadOnlyDictionary<Guid, string>> Countries(IReadOnlyCollection<Guid> accountIds, CancellationToken ct = default) => accountIds.Count == 0
        ? new Dictionary<Guid, string>()
        : (await db.Many<(Guid Id, string Country)>("SELECT id, country::text FROM identity.accounts WHERE id = ANY(@ids)", new { ids = accountIds.ToArray() }, ct))
            .ToDictionary(a => a.Id, a => a.Country);

    public Task<IReadOnlyDictionary<Guid, string>> Names(IReadOnlyCollection<Guid> userIds, CancellationToken ct = default) => names.Of(userIds, ct);

    public async Task<IReadOnlyDictionary<Guid, Contact>> Contacts(IReadOnlyCollection<Guid> userIds, CancellationToken ct = default) =>
        (await db.Many<Contact>(
            "SELECT id, display_name AS name, email, language FROM identity.users WHERE id = ANY(@userIds) AND erased_at IS NULL AND kind = 'person'", new { userIds = userIds.ToArray() }, ct))
            .ToDictionary(c => c.Id);
}
