using Modular.Baskets;
using static Modular.Tests.Baskets.Given;

namespace Modular.Tests.Baskets;

public sealed class LineEditingTests
{
    private static Patch<string?> NoNotes => default;

    [Fact]
    public void A_quantity_changes_one_line_and_one_version_of_each()
    {
        var before = ABasket(Visibility.Shared, Some("A", 3), Some("B"));
        var edit = before.ChangeLine(Colleague, before.Line("A").Id, 5, NoNotes, 1, Later).Edit();

        (edit.After.Line("A").Quantity, edit.After.Line("A").Version, edit.After.Line("A").ChangedBy).ShouldBe((5, 2, Colleague.UserId));
        edit.After.Version.ShouldBe(before.Version + 1);
        edit.Rows.Count.ShouldBe(1);
        edit.Entries.ShouldHaveSingleItem().ShouldBe(new Entry("quantity_changed", before.Line("A").Id, "A", "3", "5"));
    }

    [Fact]
    public void Quantity_and_notes_together_are_one_version()
    {
        var before = ABasket(Visibility.Private, Some("A", 3));
        var edit = before.ChangeLine(Owner, before.Line("A").Id, 5, "urgent", null, Later).Edit();

        (edit.After.Line("A").Quantity, edit.After.Line("A").Notes, edit.After.Line("A").Version).ShouldBe((5, "urgent", 2));
        edit.Rows.ShouldHaveSingleItem().Line.ShouldBe(edit.After.Line("A"));
        edit.Entries.Select(e => e.Kind).ShouldBe(["quantity_changed", "line_notes_changed"]);
    }

    [Fact]
    public void Notes_can_be_cleared_and_left_alone()
    {
        var before = ABasket(Visibility.Private, Some("A", 3, notes: "urgent"));
        before.ChangeLine(Owner, before.Line("A").Id, 4, NoNotes, null, Later).After().Line("A").Notes.ShouldBe("urgent");
        before.ChangeLine(Owner, before.Line("A").Id, null, (string?)null, null, Later).After().Line("A").Notes.ShouldBeNull();
    }

    [Fact]
    public void The_same_again_changes_nothing()
    {
        var before = ABasket(Visibility.Private, Some("A", 3, notes: "urgent"));
        before.ChangeLine(Owner, before.Line("A").Id, 3, "urgent", null, Later).Edit().ChangesNothing.ShouldBeTrue();
    }

    [Fact]
    public void A_line_of_a_shared_basket_asks_everybody_for_its_version()
    {
        var shared = ABasket(Visibility.Shared, Some("A"), Some("B"));
        var line = shared.Line("A");
        foreach (var by in new[] { Owner, Colleague })
        {
            shared.ChangeLine(by, line.Id, 2, NoNotes, null, Later).ShouldBeRefused(BasketErrors.LineVersionRequired);
            shared.RemoveLine(by, line.Id, null, Later).ShouldBeRefused(BasketErrors.LineVersionRequired);
        }
    }

    [Theory]
    [InlineData(nameof(Visibility.Private))]
    [InlineData(nameof(Visibility.Public))]
    [InlineData(nameof(Visibility.Shared))]
    public void A_version_named_must_be_the_lines_own(string visibility)
    {
        var before = ABasket(Enum.Parse<Visibility>(visibility), Some("A"), Some("B"));
        var changed = before.ChangeLine(Owner, before.Line("A").Id, 2, NoNotes, 1, Later).After();

        foreach (var seen in new long[] { -1, 0, 1, 3 })
        {
            changed.ChangeLine(Owner, before.Line("A").Id, 9, NoNotes, seen, Later).ShouldBeRefused(BasketErrors.LineChanged);
            changed.RemoveLine(Owner, before.Line("A").Id, seen, Later).ShouldBeRefused(BasketErrors.LineChanged);
        }

        // What happened to A is no concern of B's.
        changed.ChangeLine(Owner, before.Line("B").Id, 9, NoNotes, 1, Later).After().Line("B").Quantity.ShouldBe(9);
        changed.RemoveLine(Owner, before.Line("B").Id, 1, Later).After().FindSku("B").ShouldBeNull();
    }

    [Fact]
    public void A_line_that_is_not_there_cannot_be_changed_or_removed()
    {
        var basket = ABasket(Visibility.Private, Some("A"));
        var gone = basket.RemoveLine(Owner, basket.Line("A").Id, null, Later).After();

        basket.ChangeLine(Owner, Guid.NewGuid(), 2, NoNotes, null, Later).ShouldBeRefused(BasketErrors.LineUnknown);
        gone.ChangeLine(Owner, basket.Line("A").Id, 2, NoNotes, 2, Later).ShouldBeRefused(BasketErrors.LineUnknown);
        gone.RemoveLine(Owner, basket.Line("A").Id, 2, Later).ShouldBeRefused(BasketErrors.LineUnknown);
    }

    [Fact]
    public void A_removed_line_leaves_the_others_as_they_were()
    {
        var before = ABasket(Visibility.Private, Some("A", 3), Some("B"));
        var edit = before.RemoveLine(Owner, before.Line("A").Id, null, Later).Edit();

        edit.After.Lines.ShouldHaveSingleItem().ShouldBeSameAs(before.Line("B"));
        var row = edit.Rows.ShouldHaveSingleItem();
        (row.Line.Version, row.RemovedAt).ShouldBe((2, Later));
        edit.Entries.ShouldHaveSingleItem().ShouldBe(new Entry("line_removed", before.Line("A").Id, "A", "3"));
    }
}
