using FsCheck;
using FsCheck.Fluent;
using Modular.Baskets;
using static Modular.Tests.Baskets.Given;

namespace Modular.Tests.Baskets;

/// <summary>What holds for whatever is added, in whatever order.</summary>
public sealed class BasketProperties
{
    private static readonly Gen<(string Sku, int Quantity)> Goods =
        Gen.Choose(0, 9).Zip(Gen.Choose(1, 500), (sku, quantity) => ($"S{sku}", quantity));

    private static readonly Gen<(string Sku, int Quantity)[]> Additions = Goods.NonEmptyListOf().Select(list => list.ToArray());

    [Fact]
    public void Additions_commute() => Prop.ForAll(
        Additions.SelectMany(goods => Gen.Shuffle(goods), (goods, shuffled) => (goods, shuffled)).ToArbitrary(),
        pair => Content(OneByOne(pair.goods)).SequenceEqual(Content(OneByOne(pair.shuffled)))
            && OneByOne(pair.goods).Lines.Sum(l => l.Total) == OneByOne(pair.shuffled).Lines.Sum(l => l.Total))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Adding_at_once_and_one_by_one_come_to_the_same() => Prop.ForAll(
        Additions.ToArbitrary(),
        goods => Content(ABasket(Visibility.Private, [.. goods.Select(ToAddition)])).SequenceEqual(Content(OneByOne(goods))))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Removing_and_restoring_in_any_order_gives_the_same_content_at_higher_versions() => Prop.ForAll(
        Additions.SelectMany(goods => Gen.Shuffle(goods.Select(g => g.Sku).Distinct().ToArray()), (goods, order) => (goods, order)).ToArbitrary(),
        pair =>
        {
            var before = OneByOne(pair.goods);
            var now = before;
            foreach (var sku in pair.order) now = now.RemoveLine(Owner, now.Line(sku).Id, null, Later).After();
            if (now.Lines.Length > 0) return false;
            foreach (var sku in pair.order.Reverse()) now = now.RestoreLine(Owner, before.Line(sku).Id, Later).After();
            return Content(now).SequenceEqual(Content(before))
                && now.Version == before.Version + (2 * pair.order.Length)
                && now.Lines.All(l => l.Version == before.Line(l.Offer.Sku).Version + 2 && l.Id == before.Line(l.Offer.Sku).Id);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Rows_written_are_the_lines_touched_and_no_others() => Prop.ForAll(
        Additions.Zip(Additions).ToArbitrary(),
        pair =>
        {
            var before = OneByOne(pair.Item1);
            var edit = before.Add(Owner, [.. pair.Item2.Select(ToAddition)], Later).Edit();
            var touched = pair.Item2.Select(g => g.Sku).ToHashSet();
            return edit.Rows.Select(r => r.Line.Offer.Sku).ToHashSet().SetEquals(touched)
                && edit.Rows.All(r => r.Line == edit.After.Find(r.Line.Id))
                && edit.After.Lines.Where(l => !touched.Contains(l.Offer.Sku)).All(l => ReferenceEquals(l, before.Find(l.Id)));
        }).QuickCheckThrowOnFailure();

    private static Basket OneByOne(IEnumerable<(string Sku, int Quantity)> goods) =>
        goods.Aggregate(ABasket(Visibility.Private), (basket, g) => basket.Add(Owner, [ToAddition(g)], Later).After());

    private static Addition ToAddition((string Sku, int Quantity) g) => new(
        Guid.CreateVersion7(), AnOffer(g.Sku, 10, "USD", new OfferBreak(100, 9), new OfferBreak(1000, 8)), g.Quantity);

    private static IEnumerable<(string Sku, int Quantity, decimal Total)> Content(Basket basket) =>
        basket.Lines.Select(l => (l.Offer.Sku, l.Quantity, l.Total)).Order();
}
