using Microsoft.AspNetCore.Components;

namespace Modular.BuildingBlocks.Ui;

/// <summary>The mark and the name.</summary>
public sealed class Brand : Fragment
{
    [Inject] private WebFiles Files { get; set; } = null!;

    protected override string Markup => Of(Files).Value;

    /// <summary>The same without a component.</summary>
    public static MarkupString Of(WebFiles files) =>
        Html.Of($"<a class=\"brand\" href=\"/\"><svg class=\"brand-mark\" viewBox=\"0 0 28 28\" aria-hidden=\"true\"><use href=\"{files["favicon.svg"]}#mark\"></use></svg> Modular </a>");
}
