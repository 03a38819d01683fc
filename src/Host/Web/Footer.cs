using Microsoft.AspNetCore.Components;
using Modular.BuildingBlocks.Ui;

namespace Modular.Host.Web;

/// <summary>The links at the foot of every page.</summary>
public sealed class Footer : Fragment
{
    [Inject] private MenuLinks Links { get; set; } = null!;

    [Inject] private Texts T { get; set; } = null!;

    protected override string Markup =>
        Html.Of($"<footer class=\"foot\"><span>Modular</span>{Html.Join(Links.At(MenuItem.Footer).Select(item => Html.Of($"<a href=\"{item.Href}\">{T[item.TextKey]}</a>")))}</footer>").Value;
}
