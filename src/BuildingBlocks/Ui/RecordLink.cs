using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Modular.BuildingBlocks.Callers;

namespace Modular.BuildingBlocks.Ui;

/// <summary>A row's link. What belongs to another account of the user is opened by switching there first, and says so.</summary>
public sealed class RecordLink : Fragment
{
    [Parameter, EditorRequired] public string Href { get; set; } = "";

    [Parameter, EditorRequired] public string Text { get; set; } = "";

    [Parameter, EditorRequired] public Guid AccountId { get; set; }

    [Parameter] public string AccountName { get; set; } = "";

    [Parameter] public string Class { get; set; } = "";

    [Inject] private Caller Caller { get; set; } = null!;

    [Inject] private AntiforgeryStateProvider Forms { get; set; } = null!;

    [Inject] private Texts T { get; set; } = null!;

    [Inject] private WebFiles Files { get; set; } = null!;

    protected override string Markup => (AccountId == Caller.AccountId ? Here(Href, Text, Class) : Elsewhere(Forms, T, Files, Href, Text, AccountId, AccountName, Class)).Value;

    /// <summary>To what belongs to the caller's account, without a component.</summary>
    public static MarkupString Here(string href, string text, string css = "") => Html.Of($"<a class=\"cell-link {css}\" href=\"{href}\">{text}</a>");

    /// <summary>To what belongs to another of the caller's accounts, without a component.</summary>
    public static MarkupString Elsewhere(AntiforgeryStateProvider forms, Texts texts, WebFiles files, string href, string text, Guid accountId, string? accountName, string css = "") => Html.Of(
        $"""
        <form method="post" action="/session/account" class="d-inline">{Html.Token(forms)}<input type="hidden" name="accountId" value="{accountId}" />{Html.Hidden("returnUrl", href)}
        <button class="link-button {css}" title="{texts["ui.opens_in", accountName]}">{text}{files.Icon("switch-horizontal", "icon-sm")}<span class="visually-hidden">, {texts["ui.opens_in", accountName]}</span></button></form>
        """);
}
