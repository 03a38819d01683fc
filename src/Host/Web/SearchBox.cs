using System.Globalization;
using Microsoft.AspNetCore.Components;
using Modular.BuildingBlocks.Ui;
using Modular.Host.Search;

namespace Modular.Host.Web;

/// <summary>Search from every page; "/" and Ctrl-K lead here. js/search.js makes a combobox of it whose options come while one types.</summary>
public sealed class SearchBox : Fragment
{
    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [Inject] private Texts T { get; set; } = null!;

    [Inject] private WebFiles Files { get; set; } = null!;

    protected override string Markup => Html.Of(
        $"""
        <form class="top-search" role="search" action="/search" method="get">{Files.Icon("search")}
        <input type="search" name="q"{Html.Attribute("value", Navigation.Path() is "/products" or "/search" ? Navigation.Query("q") : null)} data-search maxlength="{SearchEverywhere.MaxWords}" aria-label="{T["ui.search"]}" placeholder="{T["ui.search_hint"]}" autocomplete="off" enterkeyhint="search" />
        <kbd class="needs-js" aria-hidden="true">/</kbd>
        <div class="found-box" id="search-found" role="listbox" aria-label="{T["search.suggestions"]}" hidden></div></form>
        """).Value;
}
