using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Ui;

namespace Modular.Baskets;

/// <summary>The counts of baskets on the home page.</summary>
internal sealed class HomeCards(Db db, IResellers resellers, Caller caller) : IHomeCards
{
    public async Task<IReadOnlyList<HomeCard>> Cards(string? account, CancellationToken ct)
    {
        if ((await resellers.Choose(caller, account, null, "baskets", ct)).Value is not { } chosen) return [];
        var (mine, company) = await db.One<(long Mine, long Company)>(
            """
            SELECT count(*) FILTER (WHERE owner_id = @UserId AND visibility <> 'shared'),
                   count(*) FILTER (WHERE visibility = 'shared' OR (visibility = 'public' AND owner_id <> @UserId))
            FROM baskets.baskets
            WHERE account_id = ANY((SELECT @Ids)::uuid[]) AND status = 'active' AND (owner_id = @UserId OR visibility <> 'private')
            """,
            new { chosen.Ids, caller.UserId }, ct);
        return
        [
            new HomeCard("baskets.tab.mine", mine, Revenda.On("/baskets", account), "basket", 10),
            new HomeCard("baskets.tab.company", company, Revenda.On("/baskets?view=company", account), "users-group", 11),
        ];
    }
}
