using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Modular.BuildingBlocks.Callers;
using Modular.BuildingBlocks.Ui;

namespace Modular.Host.Web;

/// <summary>The user's own things, and the way out.</summary>
public sealed class UserMenu : Fragment
{
    [Inject] private Caller Caller { get; set; } = null!;

    [Inject] private MenuLinks Links { get; set; } = null!;

    [Inject] private AntiforgeryStateProvider Forms { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [Inject] private Texts T { get; set; } = null!;

    [Inject] private WebFiles Files { get; set; } = null!;

    protected override string Markup => Html.Of(
        $"""
        <button type="button" class="top-button" popovertarget="user-menu" title="{Caller.DisplayName}">{Files.Icon("user-circle")}<span class="visually-hidden">{T["ui.user_menu"]}, {Caller.DisplayName}</span><span class="top-word-wide" aria-hidden="true">{Caller.DisplayName}</span></button>
        <div class="menu" id="user-menu" popover>
        <div class="menu-head"><strong>{Caller.DisplayName}</strong><span class="cell-sub">{Caller.UserName}</span>
        <span class="cell-sub">{Caller.AccountName}{(Caller.AccessGroup.Length > 0 ? " · " + Caller.AccessGroup : null)} · {T["ui.role." + Caller.Role]}</span></div>
        <p class="menu-title">{T["ui.my_account"]}</p>
        {Html.Join(Links.At(MenuItem.UserMenu).Select(Link))}
        <div class="menu-minor">{Html.Join(Links.At(MenuItem.Help).Select(Link))}<p class="menu-title">{T["ui.language"]}</p>{LanguageLinks.Of(Forms, Navigation, Files)}</div>
        <form method="post" action="/sign-out" id="sign-out" class="menu-last">{Html.Token(Forms)}<button class="menu-item">{Files.Icon("logout")}{T["ui.sign_out"]}</button></form>
        </div>
        """).Value;

    private MarkupString Link(MenuItem item) => Html.Of($"<a class=\"menu-item\" href=\"{item.Href}\">{Files.Icon(item.Icon)}{T[item.TextKey]}</a>");
}
