using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace Modular.BuildingBlocks.Ui;

/// <summary>Markup as text, for rows and links that a page has many of: drawn as one piece instead of dozens.</summary>
public static class Html
{
    public static readonly MarkupString None = new("");

    /// <summary>Every text that is put in is encoded; only markup is not.</summary>
    public static MarkupString Of(Markup markup) => markup.Close();

    public static MarkupString Join(IEnumerable<MarkupString> parts) => new(string.Concat(parts));

    /// <summary>An attribute with a blank before it, or nothing for null.</summary>
    /// <param name="name">The code's own word.</param>
    public static MarkupString Attribute(string name, string? value) => value is null ? None : new($" {name}=\"{HtmlEncoder.Default.Encode(value)}\"");

    /// <summary>An attribute without a value, where it holds.</summary>
    public static MarkupString Attribute(string name, bool holds) => holds ? new($" {name}") : None;

    /// <summary>What a component was given beyond its parameters, as the renderer would write it.</summary>
    public static MarkupString Attributes(IReadOnlyDictionary<string, object>? given) =>
        given is null ? None : Join(given.Select(a => a.Value is bool holds ? Attribute(a.Key, holds) : Attribute(a.Key, Convert.ToString(a.Value, CultureInfo.InvariantCulture))));

    /// <summary>An input that is posted and not seen.</summary>
    public static MarkupString Hidden(string name, string? value) => Of($"<input type=\"hidden\" name=\"{name}\" value=\"{value}\" />");

    public static MarkupString Hidden(string name, long value) => Hidden(name, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>The hidden field by which a form is known as ours.</summary>
    public static MarkupString Token(AntiforgeryStateProvider forms) =>
        forms.GetAntiforgeryToken() is { } token ? Hidden(token.FormFieldName, token.Value) : None;

    /// <summary>What <see cref="Of"/> takes.</summary>
    [InterpolatedStringHandler]
    public ref struct Markup(int literalLength, int formattedCount)
    {
        private DefaultInterpolatedStringHandler _text = new(literalLength, formattedCount, CultureInfo.InvariantCulture);

        public void AppendLiteral(string markup) => _text.AppendLiteral(markup);

        public void AppendFormatted(MarkupString markup) => _text.AppendLiteral(markup.Value ?? "");

        public void AppendFormatted(string? text)
        {
            if (text is not null) _text.AppendLiteral(HtmlEncoder.Default.Encode(text));
        }

        public void AppendFormatted(long number) => _text.AppendFormatted(number);

        public void AppendFormatted(Guid id) => _text.AppendFormatted(id);

        internal MarkupString Close() => new(_text.ToStringAndClear());
    }
}
