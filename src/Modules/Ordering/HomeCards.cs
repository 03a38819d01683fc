using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Ui;

namespace Modular.Ordering;

/// <summary>The counts of orders on the home page; that of orders held for credit only while there are any.</summary>
internal sealed class HomeCards(Db db, IResellers resellers, Caller caller) : IHomeCards
{
    public async Task<IReadOnlyList<HomeCard>> Cards(string? account, CancellationToken ct)
    {
        if (!caller.Can(OrderingPrivileges.View)) return [];
        if ((await resellers.Choose(caller, account, OrderingPrivileges.View, null, ct)).Value is not { } chosen) return [];
        var (placed, inReview) = await db.One<(long Placed, long InReview)>(
            """
            SELECT count(*) FILTER (WHERE status = @Placed), count(*) FILTER (WHERE status = @CreditReview)
            FROM ordering.orders WHERE account_id = ANY((SELECT @Ids)::uuid[]) AND status IN (@Placed, @CreditReview)
            """,
            new { chosen.Ids, OrderStatus.Placed, OrderStatus.CreditReview }, ct);
        var cards = new List<HomeCard> { new("ordering.card.placed", placed, Revenda.On("/orders?status=" + OrderStatus.Placed, account), "clipboard-list", 20) };
        if (inReview > 0)
            cards.Add(new HomeCard("ordering.card.credit_review", inReview, Revenda.On("/orders?status=" + OrderStatus.CreditReview, account), "hourglass", 21, Tone.Warning));
        return cards;
    }
}
