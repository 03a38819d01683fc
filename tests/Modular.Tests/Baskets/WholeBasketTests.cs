using Modular.Baskets;
using static Modular.Tests.Baskets.Given;

namespace Modular.Tests.Baskets;

/// <summary>Describing, deleting and closing: what concerns the basket as a whole.</summary>
public sealed class WholeBasketTests
{
    [Fact]
    public void Closing_for_the_same_order_again_changes_nothing()
    {
        var (basket, order) = (ABasket(Visibility.Shared, Some("A")), Guid.NewGuid());
        var closed = basket.Close(Owner, order, basket.Version, Later).After();

        closed.Close(Colleague, order, basket.Version, Later).Edit().ChangesNothing.ShouldBeTrue();
        closed.Close(Owner, Guid.NewGuid(), basket.Version, Later).ShouldBeRefused(BasketErrors.Ordered);
    }

    [Fact]
    public void Each_detail_that_changes_is_told_and_the_lines_stay()
    {
        var before = ABasket(Visibility.Private, Some("A"));
        var details = new BasketDetails("Renamed", Visibility.Shared, "PO-7", "Hospital", "by Friday");
        var edit = before.Describe(Owner, details, null, Later).Edit();

        edit.After.Details.ShouldBe(details);
        edit.After.Lines.ShouldBe(before.Lines);
        edit.After.Version.ShouldBe(before.Version + 1);
        edit.Rows.ShouldBeEmpty();
        edit.Entries.ShouldBe(
        [
            new Entry("renamed", Before: "Branch office", After: "Renamed"),
            new Entry("visibility_changed", Before: "private", After: "shared"),
            new Entry("end_customer_changed", After: "Hospital"),
            new Entry("purchase_order_changed", After: "PO-7"),
            new Entry("notes_changed", After: "by Friday"),
        ]);
    }

    [Fact]
    public void The_same_details_change_nothing()
    {
        var basket = ABasket(Visibility.Private);
        basket.Describe(Owner, basket.Details with { }, null, Later).Edit().ChangesNothing.ShouldBeTrue();
    }

    [Fact]
    public void Who_may_edit_a_shared_basket_may_rename_it_but_not_hide_it()
    {
        var shared = ABasket(Visibility.Shared);
        shared.Describe(Colleague, shared.Details with { Name = "Ours" }, 1, Later).After().Details.Name.ShouldBe("Ours");
        var refused = shared.Describe(Colleague, shared.Details with { Visibility = Visibility.Private }, 1, Later);
        refused.Error!.Code.ShouldBe("baskets.visibility_is_the_creators");
        shared.Describe(Owner, shared.Details with { Visibility = Visibility.Private }, 1, Later).Edit();
    }

    [Fact]
    public void A_shared_basket_asks_for_its_version_also_its_creator()
    {
        var shared = ABasket(Visibility.Shared);
        shared.Describe(Owner, shared.Details with { Name = "Ours" }, null, Later).ShouldBeRefused(BasketErrors.VersionRequired);
        shared.Delete(Owner, null, Later).ShouldBeRefused(BasketErrors.VersionRequired);
    }

    [Theory]
    [InlineData(nameof(Visibility.Private))]
    [InlineData(nameof(Visibility.Public))]
    [InlineData(nameof(Visibility.Shared))]
    public void A_version_named_must_be_the_present_one(string visibility)
    {
        var basket = ABasket(Enum.Parse<Visibility>(visibility), Some("A"));
        foreach (var seen in new[] { -1, basket.Version - 1, basket.Version + 1 })
        {
            basket.Describe(Owner, basket.Details with { Name = "Ours" }, seen, Later).ShouldBeRefused(BasketErrors.Changed);
            basket.Delete(Owner, seen, Later).ShouldBeRefused(BasketErrors.Changed);
            basket.Close(Owner, Guid.NewGuid(), seen, Later).ShouldBeRefused(BasketErrors.Changed);
        }
    }

    [Fact]
    public void A_deleted_basket_keeps_its_lines_for_its_return()
    {
        var before = ABasket(Visibility.Private, Some("A"));
        var edit = before.Delete(Owner, null, Later).Edit();
        (edit.After.Status, edit.After.Version).ShouldBe((BasketStatus.Deleted, before.Version + 1));
        edit.After.Lines.ShouldBe(before.Lines.AsEnumerable());
        edit.Entries.ShouldHaveSingleItem().ShouldBe(new Entry("deleted"));
    }

    [Fact]
    public void A_basket_closes_for_one_order_and_never_again()
    {
        var before = ABasket(Visibility.Shared, Some("A"));
        var order = Guid.NewGuid();
        var edit = before.Close(Colleague, order, before.Version, Later).Edit();

        (edit.After.Status, edit.After.OrderId, edit.After.Version).ShouldBe((BasketStatus.Ordered, order, before.Version + 1));
        edit.After.Close(Colleague, Guid.NewGuid(), edit.After.Version, Later).ShouldBeRefused(BasketErrors.Ordered);
    }
}
