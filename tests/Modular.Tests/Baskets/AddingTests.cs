using Modular.Baskets;
using static Modular.Tests.Baskets.Given;

namespace Modular.Tests.Baskets;

public sealed class AddingTests
{
    [Fact]
    public void A_new_product_becomes_a_line_at_version_one_and_raises_the_baskets_version()
    {
        var before = ABasket(Visibility.Private);
        var edit = before.Add(Owner, [Some("A", 3, notes: "for Ana")], Later).Edit();

        var line = edit.After.Lines.ShouldHaveSingleItem();
        (line.Quantity, line.Version, line.Notes, line.ChangedAt, line.ChangedBy).ShouldBe((3, 1, "for Ana", Later, Owner.UserId));
        edit.After.Version.ShouldBe(before.Version + 1);
        edit.After.ChangedAt.ShouldBe(Later);
        edit.Rows.ShouldHaveSingleItem().ShouldBe(new LineRow(line, null));
        edit.Entries.ShouldHaveSingleItem().ShouldBe(new Entry("line_added", line.Id, "A", null, "3"));
    }

    [Fact]
    public void A_product_that_is_there_becomes_more_on_its_own_line()
    {
        var before = ABasket(Visibility.Private, Some("A", 3), Some("B"));
        var edit = before.Add(Owner, [Some("A", 4)], Later).Edit();

        edit.After.Lines.Length.ShouldBe(2);
        edit.After.Line("A").Id.ShouldBe(before.Line("A").Id);
        (edit.After.Line("A").Quantity, edit.After.Line("A").Version).ShouldBe((7, 2));
        edit.After.Line("B").ShouldBeSameAs(before.Line("B"));
        edit.Rows.ShouldHaveSingleItem().Line.Offer.Sku.ShouldBe("A");
        edit.Entries.ShouldHaveSingleItem().ShouldBe(new Entry("quantity_changed", before.Line("A").Id, "A", "3", "7"));
    }

    [Fact]
    public void Many_additions_are_one_edit_each_line_touched_once()
    {
        var before = ABasket(Visibility.Private, Some("A", 1));
        var edit = before.Add(Owner, [Some("B", 1), Some("A", 1), Some("B", 2), Some("A", 2)], Later).Edit();

        edit.After.Version.ShouldBe(before.Version + 1);
        (edit.After.Line("A").Quantity, edit.After.Line("A").Version).ShouldBe((4, 2));
        (edit.After.Line("B").Quantity, edit.After.Line("B").Version).ShouldBe((3, 1));
        edit.Rows.Select(r => r.Line).ShouldBe([edit.After.Line("B"), edit.After.Line("A")], ignoreOrder: true);
    }

    [Fact]
    public void A_product_added_again_is_quoted_again()
    {
        var basket = ABasket(Visibility.Private, Some("A", 1, price: 10)).Add(Owner, [Some("A", 1, price: 8)], Later).After();
        basket.Line("A").Total.ShouldBe(16);
    }

    [Fact]
    public void The_quantity_decides_the_unit_price()
    {
        var offer = AnOffer("A", 10, "USD", new OfferBreak(10, 9), new OfferBreak(100, 7.5m));
        decimal At(int quantity) => ABasket(Visibility.Private, new Addition(Guid.NewGuid(), offer, quantity)).Line("A").UnitPrice;

        new[] { 1, 9, 10, 99, 100, 99_999 }.Select(At).ShouldBe([10, 10, 9, 9, 7.5m, 7.5m]);
    }

    [Fact]
    public void Notes_of_more_are_kept_where_there_were_none_and_never_replace_anothers()
    {
        ABasket(Visibility.Private, Some("A")).Add(Owner, [Some("A", notes: "new")], Later).After().Line("A").Notes.ShouldBe("new");
        ABasket(Visibility.Private, Some("A", notes: "old")).Add(Owner, [Some("A", notes: "new")], Later).After().Line("A").Notes.ShouldBe("old");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(100_000)]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    public void A_quantity_must_be_one_to_the_most_that_a_line_holds(int quantity) =>
        ABasket(Visibility.Private).Add(Owner, [Some("A", quantity)], Later).ShouldBeRefused(BasketErrors.QuantityInvalid);

    [Fact]
    public void More_than_a_line_holds_is_refused_with_all_that_came_with_it()
    {
        var before = ABasket(Visibility.Private, Some("A", Basket.MaxQuantity));
        before.Add(Owner, [Some("B"), Some("A")], Later).ShouldBeRefused(BasketErrors.QuantityInvalid);
    }

    [Fact]
    public void One_line_more_than_a_basket_holds_is_refused()
    {
        var full = ABasket(Visibility.Private, [.. Enumerable.Range(0, Basket.MaxLines).Select(i => Some($"S{i}"))]);
        full.Add(Owner, [Some("one more")], Later).ShouldBeRefused(BasketErrors.TooManyLines);
        full.Add(Owner, [Some("S7")], Later).After().Line("S7").Quantity.ShouldBe(2);
    }

    [Fact]
    public void A_basket_has_one_currency()
    {
        var basket = ABasket(Visibility.Private, Some("A", currency: "USD"));
        basket.Add(Owner, [Some("B", currency: "MXN")], Later).ShouldBeRefused(BasketErrors.CurrencyDiffers("MXN", "USD"));
        // Quoted anew, the same product may come in another currency.
        basket.Add(Owner, [Some("A", currency: "MXN")], Later).ShouldBeRefused(BasketErrors.CurrencyDiffers("MXN", "USD"));
    }

    [Fact]
    public void Nothing_to_add_changes_nothing()
    {
        var before = ABasket(Visibility.Private, Some("A"));
        var edit = before.Add(Owner, [], Later).Edit();
        edit.ChangesNothing.ShouldBeTrue();
        edit.After.ShouldBeSameAs(before);
    }
}
