using Modular.BuildingBlocks.Data;
using Modular.Integration.Identity;

namespace Modular.Identity;

internal sealed class AccountDirectory(Db db) : IAccountDirectory
{
    public async Task<AccountFacts?> Account(Guid accountId, CancellationToken ct = default)
    {
        var row = await db.One<Row>(
            """
            SELECT id, number, name, kind, country::text, currency::text,
                   ARRAY(SELECT c.code FROM identity.account_certifications c
                         WHERE c.account_id = a.id AND (c.valid_until IS NULL OR c.valid_until >= current_date)) AS certifications
            FROM identity.accounts a WHERE id = @accountId
            """,
            new { accountId }, ct);
        return row is null ? null : new(row.Id, row.Number, row.Name, row.Kind, row.Country, row.Currency, row.Certifications);
    }

    public async Task<IReadOnlyDictionary<Guid, string>> Names(IReadOnlyCollection<Guid> userIds, CancellationToken ct = default) =>
        userIds.Count == 0
            ? new Dictionary<Guid, string>()
            : (await db.Many<(Guid Id, string Name)>(
                "SELECT id, display_name FROM identity.users WHERE id = ANY(@userIds)", new { userIds = userIds.ToArray() }, ct))
                .ToDictionary(u => u.Id, u => u.Name);

    public async Task<IReadOnlyDictionary<Guid, Contact>> Contacts(IReadOnlyCollection<Guid> userIds, CancellationToken ct = default) =>
        (await db.Many<Contact>(
            "SELECT id, display_name AS name, email, language FROM identity.users WHERE id = ANY(@userIds) AND erased_at IS NULL AND kind = 'person'", new { userIds = userIds.ToArray() }, ct))
            .ToDictionary(c => c.Id);

    private sealed class Row
    {
        public Guid Id { get; init; }
        public string Number { get; init; } = "";
        public string Name { get; init; } = "";
        public string Kind { get; init; } = "";
        public string Country { get; init; } = "";
        public string Currency { get; init; } = "";
        public string[] Certifications { get; init; } = [];
    }
}
