using Microsoft.AspNetCore.Components;
using Modular.BuildingBlocks.Lists;
using Modular.BuildingBlocks.Ui;

namespace Modular.Baskets.Features;

/// <summary>The last changes of a basket: who, what, when.</summary>
public sealed class BasketTimeline : Fragment
{
    private const int Shows = 6;

    private IReadOnlyList<SeeChanges.Item> _changes = [];

    [Parameter, EditorRequired] public Guid BasketId { get; set; }

    [Inject] private ISender Send { get; set; } = null!;

    [Inject] private TimeProvider Clock { get; set; } = null!;

    [Inject] private Texts T { get; set; } = null!;

    protected override async Task Load() =>
        _changes = (await Send.Send(new SeeChanges.Query(BasketId, new Paging(Size: Shows + 1), Counted: false))).Value?.Items ?? [];

    protected override string Markup
    {
        get
        {
            if (_changes.Count == 0) return "";
            var now = Clock.GetUtcNow().UtcDateTime;
            var all = _changes.Count <= Shows ? Html.None : Html.Of($"<a href=\"/baskets/{BasketId}/history\">{T["baskets.history.all"]}</a>");
            return Html.Of(
                $"""
                <section class="card" aria-labelledby="history-title">
                <div class="card-header"><h2 class="card-title" id="history-title">{T["baskets.history"]}</h2></div>
                <div class="card-body"><ol class="timeline-list">{Html.Join(_changes.Take(Shows).Select(change => Line(change, now)))}</ol>{all}</div>
                </section>
                """).Value;
        }
    }

    private MarkupString Line(SeeChanges.Item change, DateTime now) =>
        Html.Of($"<li><span>{T["baskets.change." + change.Kind, change.Sku, change.Before, change.After]}</span><span class=\"cell-sub\">{change.By.Name} · {When.Of(change.At, now, T)}</span></li>");
}
