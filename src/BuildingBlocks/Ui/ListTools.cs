using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Modular.BuildingBlocks.Lists;

namespace Modular.BuildingBlocks.Ui;

/// <summary>Beside a list: saved searches, which columns, and the list as a file. <see cref="FilterBar"/> brings it along.</summary>
public sealed class ListTools : Fragment
{
    /// <summary>Whether there is anything to filter, so that a search can be saved.</summary>
    [Parameter] public bool Searchable { get; set; }

    [CascadingParameter] private ListView? List { get; set; }

    [Inject] private AntiforgeryStateProvider Forms { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [Inject] private Texts T { get; set; } = null!;

    [Inject] private WebFiles Files { get; set; } = null!;

    protected override string Markup => List is not { Searches: { } searches } list ? ""
        : Html.Of($"<div class=\"list-tools\">{(Searchable ? Searches(list, searches) : Html.None)}{Columns(list)}{Downloads(list)}</div>").Value;

    private MarkupString ReturnUrl => Html.Hidden("returnUrl", Navigation.Here());

    private MarkupString Disclose(string icon, string text, MarkupString count, string panel, MarkupString content) => Html.Of(
        $"<details class=\"disclose\"><summary class=\"btn btn-quiet\">{Files.Icon(icon)}{text}{count}</summary><div class=\"disclose-panel{panel}\">{content}</div></details>");

    /// <summary>The user's saved searches as links, and the form that saves what is filtered now.</summary>
    private MarkupString Searches(ListView list, IReadOnlyList<SavedSearch> searches)
    {
        var now = SaveSearch.Tidy(new Uri(Navigation.Uri).Query);
        var path = $"/lists/{list.Shape.Name}/searches";
        var saved = searches.Count == 0 ? Html.None
            : Html.Of($"<ul class=\"saved-searches\" aria-label=\"{T["lists.searches"]}\">{Html.Join(searches.Select(search => Saved(list, search, now, path)))}</ul>");
        var save = now.Length == 0 ? Html.Of($"<p class=\"explained\">{T["lists.search.nothing"]}</p>") : Html.Of(
            $"""
            <form method="post" action="{path}" class="save-search">{Html.Token(Forms)}{Html.Hidden("query", now)}{ReturnUrl}
            <div class="field"><label for="search-name">{T["lists.search.name"]}</label>
            <input class="form-control" id="search-name" name="name" required maxlength="60" autocomplete="off" enterkeyhint="done" /></div>
            <button class="btn btn-primary">{T["lists.search.save"]}</button></form>
            """);
        var count = searches.Count == 0 ? Html.None : Html.Of($"<span class=\"count\">{searches.Count}</span>");
        return Disclose(icon: "star", T["lists.searches"], count, "", Html.Join([saved, save]));
    }

    private MarkupString Saved(ListView list, SavedSearch search, string now, string path)
    {
        var fields = Html.Join([Html.Hidden("name", search.Name), ReturnUrl]);
        var remove = PostButton.Of(Forms, Files, $"{path}/removal", T["lists.search.remove", search.Name], icon: "x", "btn-sm btn-quiet btn-icon-only", fields);
        return Html.Of($"<li><a href=\"{list.Shape.Path}?{search.Query}\"{Html.Attribute("aria-current", search.Query == now ? "true" : null)}>{search.Name}</a>{remove}</li>");
    }

    private MarkupString Columns(ListView list)
    {
        var columns = list.Hideable.Select(column => Html.Of(
            $"{Html.Hidden("offered", column.Name)}<label class=\"form-check\"><input class=\"form-check-input\" type=\"checkbox\" name=\"shown\" value=\"{column.Name}\"{Html.Attribute("checked", !list.Hidden.Contains(column.Name))} />{T[column.TextKey]}</label>"));
        return Disclose(icon: "adjustments-horizontal", T["lists.columns"], Html.None, "", Html.Of(
            $"""
            <form method="post" action="/lists/{list.Shape.Name}/columns" class="pick-columns">{Html.Token(Forms)}{ReturnUrl}
            <fieldset><legend class="menu-title">{T["lists.columns.shown"]}</legend>{Html.Join(columns)}</fieldset>
            <button class="btn btn-primary btn-sm">{T["ui.apply"]}</button></form>
            """));
    }

    private MarkupString Downloads(ListView list) => list.DownloadPath is not { } path ? Html.None
        : Disclose(icon: "download", T["lists.download"], Html.None, " tool-links", Html.Join([Download(path, "csv", icon: "file-text"), Download(path, "xlsx", icon: "file-spreadsheet")]));

    private MarkupString Download(string path, string format, string icon) => Html.Of(
        $"<a href=\"{path}{Navigation.With(("format", format), ("page", null), ("size", null))[Navigation.Path().Length..]}\" download>{Files.Icon(icon)}{T["lists.download." + format]}</a>");
}
