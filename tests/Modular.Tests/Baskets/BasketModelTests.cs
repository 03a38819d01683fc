using FsCheck;
using FsCheck.Fluent;
using Modular.Baskets;
using Modular.BuildingBlocks.Results;
using static Modular.Tests.Baskets.Given;

namespace Modular.Tests.Baskets;

/// <summary>Random edits against the simplest model there is: what is in the basket, and the rows that a database would hold.</summary>
public sealed class BasketModelTests
{
    private static readonly Gen<Step> Steps = Gen.Choose(0, 5).SelectMany(kind =>
        Gen.Choose(0, 4).SelectMany(sku => Gen.Choose(-1, 40_000).Select(quantity => new Step(kind, $"S{sku}", quantity))));

    [Fact]
    public void Every_sequence_of_edits_leaves_what_the_model_says() => Prop.ForAll(
        Steps.ListOf().ToArbitrary(),
        steps =>
        {
            var model = new Model(ABasket(Visibility.Shared));
            foreach (var step in steps) model.Take(step);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithEndSize(120));

    private sealed record Step(int Kind, string Sku, int Quantity);

    private sealed class Model(Basket basket)
    {
        private readonly Dictionary<string, int> _quantities = [];
        private readonly Dictionary<Guid, LineRow> _rows = [];
        private readonly Dictionary<string, Line> _lastRemoved = [];
        private Basket _basket = basket;
        private DateTime _at = Noon;

        public void Take(Step step)
        {
            _at = _at.AddMinutes(4);
            var line = _basket.FindSku(step.Sku);
            var removed = _lastRemoved.GetValueOrDefault(step.Sku);
            switch (step.Kind)
            {
                case 0:
                    var sum = _quantities.GetValueOrDefault(step.Sku) + step.Quantity;
                    Expect(_basket.Add(Colleague, [Some(step.Sku, step.Quantity)], _at),
                        step.Quantity is < 1 or > Basket.MaxQuantity || sum > Basket.MaxQuantity ? "baskets.quantity_invalid" : null,
                        () => _quantities[step.Sku] = sum);
                    break;
                case 1 when line is not null && step.Quantity > 0:
                    Expect(_basket.ChangeLine(Colleague, line.Id, step.Quantity, default, line.Version, _at), null, () => _quantities[step.Sku] = step.Quantity);
                    break;
                case 2 when line is not null:
                    Expect(_basket.ChangeLine(Colleague, line.Id, 1, default, line.Version - 1, _at), "baskets.line_changed", () => { });
                    break;
                case 3 when line is not null:
                    Expect(_basket.RemoveLine(Colleague, line.Id, line.Version, _at), null, () =>
                    {
                        _quantities.Remove(step.Sku);
                        _lastRemoved[step.Sku] = line with { ChangedAt = _at };
                    });
                    break;
                case 4 when removed is not null:
                    var back = _quantities.GetValueOrDefault(step.Sku) + removed.Quantity;
                    Expect(_basket.RestoreLine(Colleague, removed.Id, _at),
                        _at - removed.ChangedAt > Basket.UndoFor ? "baskets.nothing_to_restore"
                        : back > Basket.MaxQuantity ? "baskets.quantity_invalid"
                        : null,
                        () =>
                        {
                            _quantities[step.Sku] = back;
                            _lastRemoved.Remove(step.Sku);
                        });
                    break;
                case 5:
                    Expect(_basket.Describe(Colleague, _basket.Details with { Name = $"N{step.Quantity}" }, _basket.Version, _at), null, () => { });
                    break;
            }
        }

        private void Expect(Result<BasketEdit> decided, string? code, Action then)
        {
            decided.Error?.Code.ShouldBe(code);
            if (code is not null)
            {
                decided.IsSuccess.ShouldBeFalse();
                return;
            }

            then();
            var edit = decided.Edit();
            edit.Before.ShouldBeSameAs(_basket);
            edit.After.Version.ShouldBe(_basket.Version + (edit.ChangesNothing ? 0 : 1));
            foreach (var row in edit.Rows)
            {
                if (_rows.TryGetValue(row.Line.Id, out var old) && row.RemovedAt != LineRow.ForGood)
                    row.Line.Version.ShouldBe(old.Line.Version + 1);
                _rows[row.Line.Id] = row;
            }

            _basket = edit.After;
            _basket.Lines.ToDictionary(l => l.Offer.Sku, l => l.Quantity).ShouldBe(_quantities, ignoreOrder: true);
            // Memory and rows are the same thing twice.
            _rows.Values.Where(r => r.RemovedAt is null).Select(r => r.Line).ShouldBe(_basket.Lines, ignoreOrder: true);
            _rows.Values.Where(r => _at - r.RemovedAt <= Basket.UndoFor).Select(r => r.Line)
                // An edit that changes nothing forgets nothing either.
                .ShouldBe(_basket.Removed.Where(r => _at - r.At <= Basket.UndoFor).Select(r => r.Line), ignoreOrder: true);
        }
    }
}
