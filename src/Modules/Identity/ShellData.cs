using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Ui;

namespace Modular.Identity;

/// <summary>Every page asks for its reader's accounts; those of a moment are read by one statement.</summary>
internal sealed class ShellData : IShellData
{
    private readonly Together<Reader, IReadOnlyList<AccountChoice>> _accounts;
    private readonly Db _db;

    public ShellData(Db db)
    {
        _db = db;
        _accounts = new(Accounts);
    }

    public Task<IReadOnlyList<AccountChoice>> Accounts(Caller caller, CancellationToken ct) =>
        _accounts.Ask(new Reader(caller.UserId, caller.AccountId, caller.BySingleSignOn), ct);

    private async Task<IReadOnlyList<IReadOnlyList<AccountChoice>>> Accounts(IReadOnlyList<Reader> readers)
    {
        var found = await _db.Many<(long N, Guid Id, string Name, string Kind, string Role)>(
            """
            SELECT r.n, a.id, a.name, a.kind, a.role
            FROM unnest((SELECT @users), (SELECT @accounts), (SELECT @bySingleSignOn)) WITH ORDINALITY AS r (user_id, account_id, by_single_sign_on, n)
            CROSS JOIN LATERAL (
                SELECT a.id, a.name, a.kind, array_position(ARRAY['premier', 'home', 'business'], a.kind) AS place,
                       CASE WHEN m.is_administrator THEN 'administrator' WHEN m.role <> 'member' THEN m.role WHEN a.kind = 'distributor' THEN 'staff'
                            WHEN cardinality(m.privileges) > 0 THEN 'buyer' ELSE 'none' END AS role
                FROM identity.memberships m JOIN identity.accounts a ON a.id = m.account_id
                WHERE m.user_id = r.user_id AND m.status = 'active' AND (m.account_id = r.account_id OR NOT r.by_single_sign_on)
                ORDER BY place, a.name, a.id LIMIT 200) a
            ORDER BY r.n, a.place, a.name, a.id
            """,
            new
            {
                users = readers.Select(r => r.UserId).ToArray(), accounts = readers.Select(r => r.AccountId).ToArray(),
                bySingleSignOn = readers.Select(r => r.BySingleSignOn).ToArray(),
            });
        var accounts = found.ToLookup(a => a.N, a => new AccountChoice(a.Id, a.Name, a.Kind, a.Role));
        return [.. readers.Select((_, i) => accounts[i + 1].ToArray())];
    }

    private readonly record struct Reader(Guid UserId, Guid AccountId, bool BySingleSignOn);
}
