using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Modular.BuildingBlocks.Ui;
using Modular.Integration.Ordering;

namespace Modular.Baskets.Features;

/// <summary>"Pago rápido": orders the basket in one step with one of the account's profiles.</summary>
public sealed class QuickPayMenu : Fragment
{
    // One for the page: two clicks ask for one order, whichever profiles they name.
    private readonly string _key = Guid.CreateVersion7().ToString("N");
    private IReadOnlyList<QuickPayChoice> _choices = [];

    [Parameter, EditorRequired] public Guid BasketId { get; set; }

    [Parameter, EditorRequired] public long Version { get; set; }

    [Inject] private IQuickPay QuickPay { get; set; } = null!;

    [Inject] private AntiforgeryStateProvider Forms { get; set; } = null!;

    [Inject] private Texts T { get; set; } = null!;

    [Inject] private WebFiles Files { get; set; } = null!;

    protected override async Task Load() => _choices = await QuickPay.Choices();

    protected override string Markup => _choices.Count == 0 ? "" : Html.Of(
        $"""
        <details class="disclose"><summary class="btn">{Files.Icon("bolt")}{T["baskets.quick_pay"]}</summary>
        <div class="disclose-panel stack-gap"><p class="explained m-0">{T["baskets.quick_pay.explained"]}</p>{Html.Join(_choices.Select(Choice))}</div></details>
        """).Value;

    private MarkupString Choice(QuickPayChoice choice) => Html.Of(
        $"""
        <form method="post" action="/baskets/{BasketId}/quick-pay">{Html.Token(Forms)}{Html.Hidden("profile", choice.Id.ToString())}{Html.Hidden("version", Version)}{Html.Hidden("key", _key)}
        <button class="btn w-100">{Files.Icon("bolt")}{choice.Name}</button><span class="cell-sub">{choice.Detail}</span></form>
        """);
}
