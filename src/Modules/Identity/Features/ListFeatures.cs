using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Modules;
using Modular.BuildingBlocks.Ui;

namespace Modular.Identity.Features;

/// <summary>Shows every feature with its switches: everywhere, for countries, and for one account.</summary>
internal static class ListFeatures
{
    /// <param name="AccountId">Whose own switches to show; null: nobody's.</param>
    [Requires(IdentityPrivileges.ManageFeatures)]
    public sealed record Query(Guid? AccountId) : IRequest<Result<View>>;

    public sealed class Handler(Db db, IReadOnlyList<Module> modules, Texts texts) : IRequestHandler<Query, Result<View>>
    {
        public async Task<Result<View>> Handle(Query request, CancellationToken cancellationToken)
        {
            var (accounts, switches) = await db.Two<AccountView, Row>(
                "SELECT id, number, name, kind, country::text, currency::text FROM identity.accounts WHERE id = @AccountId",
                """
                SELECT feature, country::text AS country, account_id, is_on FROM identity.feature_switches
                WHERE account_id IS NULL OR account_id = @AccountId ORDER BY country
                """,
                new { request.AccountId }, cancellationToken);
            if (request.AccountId is not null && accounts.Count == 0) return IdentityErrors.NoSuchAccount.On("accountId");
            var account = accounts.Count > 0 ? accounts[0] : null;
            return new View(
                account,
                [.. modules.SelectMany(m => m.Features.Select(f => Item.Of(m, f, [.. switches.Where(s => s.Feature == f.Name)], account, texts)))]);
        }
    }

    internal sealed record View(AccountView? Account, IReadOnlyList<Item> Features);

    /// <param name="OnByDefault">What holds where no switch says anything.</param>
    /// <param name="Everywhere">The switch without country or account; null: none.</param>
    /// <param name="ForAccount">The account's own switch; null: none, or no account was asked for.</param>
    /// <param name="On">What holds for the account, or everywhere.</param>
    internal sealed record Item(
        string Name, string Label, string Module, bool OnByDefault, bool? Everywhere, IReadOnlyDictionary<string, bool> Countries, bool? ForAccount, bool On)
    {
        public static Item Of(Module module, Feature feature, IReadOnlyList<Row> switches, AccountView? account, Texts texts)
        {
            var everywhere = switches.FirstOrDefault(s => s is { Country: null, AccountId: null })?.IsOn;
            var countries = switches.Where(s => s.Country is not null).ToDictionary(s => s.Country!, s => s.IsOn);
            var own = switches.FirstOrDefault(s => s.AccountId is not null)?.IsOn;
            bool? country = account is not null && countries.TryGetValue(account.Country, out var on) ? on : null;
            return new(
                feature.Name, texts[$"{module.Name}.feature.{feature.Name}"], module.Name, feature.OnByDefault, everywhere, countries, own,
                own ?? country ?? everywhere ?? feature.OnByDefault);
        }
    }

    internal sealed class Row
    {
        public string Feature { get; init; } = "";
        public string? Country { get; init; }
        public Guid? AccountId { get; init; }
        public bool IsOn { get; init; }
    }

    public static void Map(IEndpointRouteBuilder features) => features
        .MapGet("", async (Guid? accountId, ISender send, CancellationToken ct) => (await send.Send(new Query(accountId), ct)).ToHttp())
        .Require<Query>();
}
