using System.Globalization;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Components;

namespace Modular.BuildingBlocks.Ui;

/// <summary>Money as the caller's country writes it, with its ISO 4217 code in front; an unknown amount is a dash.</summary>
public sealed class Amount : Fragment
{
    [Parameter, EditorRequired] public decimal? Value { get; set; }

    [Parameter, EditorRequired] public string Currency { get; set; } = "";

    protected override string Markup => Value is { } value
        ? $"<span class=\"num\"><span class=\"currency\">{HtmlEncoder.Default.Encode(Currency)}</span>{HtmlEncoder.Default.Encode(value.ToString(Digits, CultureInfo.CurrentCulture))}</span>"
        : "<span class=\"muted\">–</span>";

    private string Digits => Currency is "CLP" or "COP" or "PYG" or "JPY" ? "N0" : "N2";
}
