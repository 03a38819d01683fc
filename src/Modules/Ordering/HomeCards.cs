using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Ui;

namespace Modular.Ordering;

/// <summary>The counts of orders on the home page; that of orders held for credit only while there are any.</summary>
internal sealed class HomeCards(Db db, Caller caller) : IHomeCards
{
    public async Task<IReadOnlyList<HomeCard>> Cards(CancellationToken ct)
    {
        if (!caller.Can(OrderingPrivileges.View)) return [];
        var (placed, inReview) = await db.One<(long Placed, long InReview)>(
            """
            SELECT count(*) FILTER (WHERE status = @Placed), count(*) FILTER (WHERE status = @CreditReview)
            FROM ordering.orders WHERE account_id = @AccountId AND status IN (@Placed, @CreditReview)
            """,
            new { caller.AccountId, OrderStatus.Placed, OrderStatus.CreditReview }, ct);
        var cards = new List<HomeCard> { new("ordering.card.placed", placed, "/orders?status=" + OrderStatus.Placed, "clipboard-list", 20) };
        if (inReview > 0)
            cards.Add(new HomeCard("ordering.card.credit_review", inReview, "/orders?status=" + OrderStatus.CreditReview, "hourglass", 21, Tone.Warning));
        return cards;
    }
}
