using Microsoft.AspNetCore.Components;

namespace Modular.BuildingBlocks.Ui;

/// <summary>All rows of a list's table as one piece of markup: for lists that are asked for often.</summary>
public sealed class TableRows<TItem> : Fragment
{
    [Parameter, EditorRequired] public IReadOnlyList<TItem> Items { get; set; } = [];

    /// <summary>The cells of one row.</summary>
    [Parameter, EditorRequired] public Func<TItem, RowCells, MarkupString> Of { get; set; } = null!;

    [CascadingParameter] private ListView List { get; set; } = null!;

    [Inject] private Texts T { get; set; } = null!;

    protected override string Markup
    {
        get
        {
            var cells = new RowCells(List, T);
            return Html.Join(Items.Select(item => Html.Of($"<tr class=\"row-link\">{Of(item, cells)}</tr>"))).Value;
        }
    }
}

/// <summary>Draws a row's cells by the list's columns, each with its heading for phones; nothing for a column that the user hides.</summary>
public sealed class RowCells(ListView list, Texts texts)
{
    private readonly Dictionary<string, (MarkupString Begin, MarkupString End)> _shown = list.Shown.ToDictionary(
        column => column.Name,
        column => column == list.Shape.Identifying
            ? (Html.Of($"<th scope=\"row\"{Class(column.Numeric)}>"), Html.Of($"</th>"))
            : (Html.Of($"<td{Class(column.Numeric)} data-label=\"{texts[column.TextKey]}\">"), Html.Of($"</td>")));

    /// <param name="column">Its name.</param>
    public MarkupString this[string column, MarkupString content] =>
        _shown.TryGetValue(column, out var cell) ? Html.Of($"{cell.Begin}{content}{cell.End}") : Html.None;

    /// <inheritdoc cref="this[string, MarkupString]"/>
    public MarkupString this[string column, string? text] => this[column, Html.Of($"{text}")];

    private static MarkupString Class(bool isNumeric) => Html.Attribute("class", isNumeric ? "num" : null);
}
