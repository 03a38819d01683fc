using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace Modular.BuildingBlocks.Ui;

/// <summary>Below a list: how many per page, which part of how many, and the way to the other pages.</summary>
public sealed class Pager : Fragment
{
    private static readonly int[] Sizes = [10, 25, 50, 100];

    /// <summary>From 1.</summary>
    [Parameter, EditorRequired] public int Page { get; set; }

    [Parameter, EditorRequired] public int Size { get; set; }

    [Parameter, EditorRequired] public long Total { get; set; }

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [Inject] private Texts T { get; set; } = null!;

    [Inject] private WebFiles Files { get; set; } = null!;

    protected override string Markup
    {
        get
        {
            var kept = Navigation.Others("size", "page").Select(other => Html.Hidden(other.Name, other.Value));
            var sizes = Sizes.Append(Size).Distinct().Order().Select(size => Html.Of($"<option value=\"{size}\"{Html.Attribute("selected", size == Size)}>{size}</option>"));
            var pages = Math.Max(1, (Total + Size - 1) / Size);
            var first = Total == 0 ? 0 : (long)(Page - 1) * Size + 1;
            var last = Math.Min(Total, (long)Page * Size);
            return Html.Of(
                $"""
                <div class="pager"><form method="get" action="{Navigation.Path()}">{Html.Join(kept)}
                <label for="page-size">{T["ui.items_per_page.before"]}</label>
                <select id="page-size" name="size" class="form-select" data-submit>{Html.Join(sizes)}</select>
                <span>{T["ui.items_per_page.after"]}</span>
                <button class="btn btn-sm no-js">{T["ui.apply"]}</button></form>
                <span>{T["ui.range", Number(first), Number(last), Number(Total)]}</span>
                <nav aria-label="{T["ui.pages"]}"><ul class="pager-links">
                <li>{Step(1, Page > 1, icon: "chevrons-left", "ui.first_page")}</li>
                <li>{Step(Page - 1, Page > 1, icon: "chevron-left", "ui.previous_page")}</li>
                <li aria-current="page">{T["ui.page_of", Number(Page), Number(pages)]}</li>
                <li>{Step(Page + 1, Page < pages, icon: "chevron-right", "ui.next_page")}</li>
                <li>{Step(pages, Page < pages, icon: "chevrons-right", "ui.last_page")}</li>
                </ul></nav></div>
                """).Value;
        }
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.CurrentCulture);

    private MarkupString Step(long page, bool isPossible, string icon, string text) => isPossible
        ? Html.Of($"<a href=\"{Navigation.With(("page", page.ToString(CultureInfo.InvariantCulture)))}\" aria-label=\"{T[text]}\" title=\"{T[text]}\">{Files.Icon(icon)}</a>")
        : Html.Of($"<span class=\"off\" aria-hidden=\"true\">{Files.Icon(icon)}</span>");
}
