using Modular.Baskets;
using static Modular.Tests.Baskets.Given;

namespace Modular.Tests.Baskets;

public sealed class RestoringTests
{
    [Fact]
    public void A_removed_line_comes_back_as_it_was_with_higher_versions()
    {
        var before = ABasket(Visibility.Private, Some("A", 3, notes: "urgent"), Some("B"));
        var line = before.Line("A");
        var removed = before.RemoveLine(Owner, line.Id, null, Later).After();
        var restored = removed.RestoreLine(Owner, line.Id, Later).After();

        restored.Line("A").ShouldBe(line with { Version = 3, ChangedAt = Later });
        restored.Version.ShouldBe(before.Version + 2);
        restored.Removed.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(29, true)]
    [InlineData(30, true)]
    [InlineData(31, false)]
    public void A_removal_can_be_taken_back_for_half_an_hour(int minutes, bool works)
    {
        var before = ABasket(Visibility.Private, Some("A"), Some("B"));
        var removed = before.RemoveLine(Owner, before.Line("A").Id, null, Noon).After();
        // Whatever else happens in the basket meanwhile.
        var busy = removed.Add(Owner, [Some("C")], Noon.AddMinutes(minutes)).After();

        busy.RestoreLine(Owner, before.Line("A").Id, Noon.AddMinutes(minutes)).IsSuccess.ShouldBe(works);
    }

    [Fact]
    public void A_product_added_again_meanwhile_becomes_more_at_its_own_price_and_only_once()
    {
        var before = ABasket(Visibility.Private, Some("A", 3, price: 10));
        var old = before.Line("A").Id;
        var again = before.RemoveLine(Owner, old, null, Noon).After().Add(Owner, [Some("A", 2, price: 8)], Later).After();

        var edit = again.RestoreLine(Owner, old, Later).Edit();
        (edit.After.Line("A").Quantity, edit.After.Line("A").UnitPrice).ShouldBe((5, 8));
        edit.Rows.Single(r => r.Line.Id == old).RemovedAt.ShouldBe(LineRow.ForGood);
        edit.After.RestoreLine(Owner, old, Later).ShouldBeRefused(BasketErrors.NothingToRestore);
    }

    [Fact]
    public void What_was_never_removed_or_is_back_already_cannot_be_restored()
    {
        var basket = ABasket(Visibility.Private, Some("A"));
        var id = basket.Line("A").Id;
        basket.RestoreLine(Owner, id, Later).ShouldBeRefused(BasketErrors.NothingToRestore);
        basket.RestoreLine(Owner, Guid.NewGuid(), Later).ShouldBeRefused(BasketErrors.NothingToRestore);

        var back = basket.RemoveLine(Owner, id, null, Later).After().RestoreLine(Owner, id, Later).After();
        back.RestoreLine(Owner, id, Later).ShouldBeRefused(BasketErrors.NothingToRestore);
    }

    [Fact]
    public void A_removed_line_keeps_to_the_baskets_bounds()
    {
        var basket = ABasket(Visibility.Private, Some("A", Basket.MaxQuantity));
        var removed = basket.RemoveLine(Owner, basket.Line("A").Id, null, Later).After();

        removed.Add(Owner, [Some("A")], Later).After().RestoreLine(Owner, basket.Line("A").Id, Later).ShouldBeRefused(BasketErrors.QuantityInvalid);
        removed.Add(Owner, [Some("B", currency: "MXN")], Later).After().RestoreLine(Owner, basket.Line("A").Id, Later)
            .ShouldBeRefused(BasketErrors.CurrencyDiffers("USD", "MXN"));
    }

    [Theory]
    [InlineData(29, true)]
    [InlineData(31, false)]
    public void A_deletion_can_be_taken_back_for_half_an_hour(int minutes, bool works)
    {
        var before = ABasket(Visibility.Private, Some("A"));
        var deleted = before.Delete(Owner, null, Noon).After();
        var restored = deleted.Restore(Owner, Noon.AddMinutes(minutes));

        restored.IsSuccess.ShouldBe(works);
        if (!works)
        {
            restored.ShouldBeRefused(BasketErrors.NothingToRestore);
            return;
        }

        (restored.After().Status, restored.After().Version).ShouldBe((BasketStatus.Active, before.Version + 2));
        restored.After().Lines.ShouldBe(before.Lines.AsEnumerable());
    }

    [Fact]
    public void A_basket_that_is_not_deleted_cannot_be_restored()
    {
        ABasket(Visibility.Private).Restore(Owner, Later).ShouldBeRefused(BasketErrors.NothingToRestore);
        ABasket(Visibility.Private, Some("A")).Close(Owner, Guid.NewGuid(), 2, Later).After().Restore(Owner, Later)
            .ShouldBeRefused(BasketErrors.NothingToRestore);
    }
}
