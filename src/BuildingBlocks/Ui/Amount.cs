using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace Modular.BuildingBlocks.Ui;

/// <summary>Money as the caller's country writes it, with its ISO 4217 code in front; an unknown amount is a dash.</summary>
public sealed class Amount : Fragment
{
    [Parameter, EditorRequired] public decimal? Value { get; set; }

    [Parameter, EditorRequired] public string Currency { get; set; } = "";

    protected override string Markup => Of(Value, Currency).Value;

    /// <summary>The same without a component, for rows that there are many of.</summary>
    public static MarkupString Of(decimal? amount, string currency) => amount is { } value
        ? Html.Of($"<span class=\"num\"><span class=\"currency\">{currency}</span>{value.ToString(Digits(currency), CultureInfo.CurrentCulture)}</span>")
        : Html.Of($"<span class=\"muted\">–</span>");

    private static string Digits(string currency) => currency is "CLP" or "COP" or "PYG" or "JPY" ? "N0" : "N2";
}
