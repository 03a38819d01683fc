using System.Globalization;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Components;

namespace Modular.BuildingBlocks.Ui;

/// <summary>Money as the caller's country writes it, with its ISO 4217 code in front; an unknown amount is a dash.</summary>
public sealed class Amount : Fragment
{
    [Parameter, EditorRequired] public decimal? Value { get; set; }

    [Parameter, EditorRequired] public string Currency { get; set; } = "";

    protected override string Markup => Of(Value, Currency).Value;

    /// <summary>The same without a component, for rows that there are many of.</summary>
    public static MarkupString Of(decimal? amount, string currency) => new(amount is { } value
        ? $"<span class=\"num\"><span class=\"currency\">{HtmlEncoder.Default.Encode(currency)}</span>{HtmlEncoder.Default.Encode(value.ToString(Digits(currency), CultureInfo.CurrentCulture))}</span>"
        : "<span class=\"muted\">–</span>");

    private static string Digits(string currency) => currency is "CLP" or "COP" or "PYG" or "JPY" ? "N0" : "N2";
}
