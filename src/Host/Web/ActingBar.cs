using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Modular.BuildingBlocks.Callers;
using Modular.BuildingBlocks.Ui;

namespace Modular.Host.Web;

/// <summary>Above everything while the distributor's staff acts for an account: who, for whom, why, how long, and the way back.</summary>
public sealed class ActingBar : Fragment
{
    [Inject] private Caller Caller { get; set; } = null!;

    [Inject] private AntiforgeryStateProvider Forms { get; set; } = null!;

    [Inject] private Texts T { get; set; } = null!;

    [Inject] private WebFiles Files { get; set; } = null!;

    protected override string Markup => Caller.Behalf is not { } reason ? "" : Html.Of(
        $"""
        <section class="acting" aria-label="{T["ui.acting"]}">{Files.Icon("alert-triangle")}
        <p class="acting-text"><strong>{T["ui.acting_for", Caller.DisplayName, Caller.AccountName]}</strong>
        <span class="acting-reason">{T["ui.acting_reason", reason]}</span>
        <span>{T["ui.acting_time", Time(Caller.BehalfSince), Time(Caller.BehalfUntil)]}</span></p>
        {PostButton.Of(Forms, Files, "/session/behalf-end", T["ui.acting_stop"], css: "btn-acting")}</section>
        """).Value;

    private static string? Time(DateTime? moment) => moment?.ToString("t", CultureInfo.CurrentCulture);
}
