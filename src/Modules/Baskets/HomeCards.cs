using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Ui;

namespace Modular.Baskets;

/// <summary>The counts of baskets on the home page.</summary>
internal sealed class HomeCards(Db db, Caller caller) : IHomeCards
{
    public async Task<IReadOnlyList<HomeCard>> Cards(CancellationToken ct)
    {
        var (mine, company) = await db.One<(long Mine, long Company)>(
            """
            SELECT count(*) FILTER (WHERE owner_id = @UserId AND visibility <> 'shared'),
                   count(*) FILTER (WHERE visibility = 'shared' OR (visibility = 'public' AND owner_id <> @UserId))
            FROM baskets.baskets
            WHERE account_id = @AccountId AND status = 'active' AND (owner_id = @UserId OR visibility <> 'private')
            """,
            new { caller.AccountId, caller.UserId }, ct);
        return
        [
            new HomeCard("baskets.tab.mine", mine, "/baskets", "basket", 10),
            new HomeCard("baskets.tab.company", company, "/baskets?view=company", "users-group", 11),
        ];
    }
}
