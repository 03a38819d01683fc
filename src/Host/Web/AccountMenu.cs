using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Modular.BuildingBlocks.Callers;
using Modular.BuildingBlocks.Ui;

namespace Modular.Host.Web;

/// <summary>Whom one acts for, always in sight; opens the list of one's accounts where there is more than one.</summary>
public sealed class AccountMenu : Fragment
{
    private const int SearchFrom = 7;

    private IReadOnlyList<AccountChoice> _accounts = [];

    [Inject] private Caller Caller { get; set; } = null!;

    [Inject] private IShellData Data { get; set; } = null!;

    [Inject] private AntiforgeryStateProvider Forms { get; set; } = null!;

    [Inject] private Texts T { get; set; } = null!;

    [Inject] private WebFiles Files { get; set; } = null!;

    protected override async Task Load() => _accounts = await Data.Accounts(Caller, default);

    protected override string Markup
    {
        get
        {
            if (_accounts.Count < 2 || Caller.Behalf is not null) return Html.Of($"<div class=\"top-button account\">{Present}</div>").Value;
            var search = _accounts.Count <= SearchFrom ? Html.None
                : Html.Of($"<input class=\"form-control needs-js mb-1\" type=\"search\" data-narrow=\"account-list\" aria-label=\"{T["ui.find_account"]}\" placeholder=\"{T["ui.find_account"]}\" />");
            return Html.Of(
                $"""
                <button type="button" class="top-button account" popovertarget="account-menu" title="{T["ui.account_type"]}">{Present}{Files.Icon("chevron-down", "icon-sm")}</button>
                <div class="menu menu-account" id="account-menu" popover>{search}
                <form method="post" action="/session/account" id="account-list">{Html.Token(Forms)}<p class="menu-title menu-first">{T["ui.account_type"]}</p>
                {Html.Join(_accounts.GroupBy(account => account.Kind).Select(Kind))}</form></div>
                """).Value;
        }
    }

    private MarkupString Present
    {
        get
        {
            var group = Caller.AccessGroup.Length == 0 ? Html.None : Html.Of($"{Caller.AccessGroup}<span aria-hidden=\"true\"> · </span>");
            return Html.Of(
                $"""
                <span class="account-mark" aria-hidden="true">{Caller.AccountName[..Math.Min(1, Caller.AccountName.Length)].ToUpperInvariant()}</span>
                <span class="account-text">
                <span class="account-name"><span class="visually-hidden">{T["ui.account"]}: </span>{Caller.AccountName}</span>
                <span class="account-role"><span class="visually-hidden">{T["ui.access_group"]}: </span>{group}<span class="visually-hidden">, {T["ui.role"]}: </span>{T["ui.role." + Caller.Role]}</span>
                </span>
                """);
        }
    }

    private MarkupString Kind(IGrouping<string, AccountChoice> kind) =>
        Html.Of($"<p class=\"menu-title\">{Title(kind.Key, kind.Count())}</p>{Html.Join(kind.Select(Choice))}");

    private MarkupString Choice(AccountChoice account)
    {
        var isPresent = account.Id == Caller.AccountId;
        return Html.Of(
            $"""
            <button class="menu-item" name="accountId" value="{account.Id}" data-name="{account.Name}"{Html.Attribute("aria-current", isPresent ? "true" : null)}>
            <span class="account-text"><span>{account.Name}</span><span class="account-role">{T["ui.role." + account.Role]}</span></span>
            {(isPresent ? Files.Icon("check") : Html.None)}</button>
            """);
    }

    /// <summary>"Cambiar a otra cuenta Premier", where there is another of the present one's kind.</summary>
    private string Title(string kind, int count) =>
        T.Find((kind == Caller.AccountKind && count > 1 ? "ui.switch_to_other." : "ui.account_kind.") + kind) ?? kind;
}
