using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace Modular.BuildingBlocks.Ui;

/// <summary>The portal's languages, each in its own words.</summary>
public sealed class LanguageLinks : Fragment
{
    [Inject] private AntiforgeryStateProvider Forms { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [Inject] private WebFiles Files { get; set; } = null!;

    protected override string Markup => Of(Forms, Navigation, Files).Value;

    /// <summary>The same without a component.</summary>
    public static MarkupString Of(AntiforgeryStateProvider forms, NavigationManager navigation, WebFiles files) =>
        Html.Of($"<form method=\"post\" action=\"/session/language\">{Html.Token(forms)}{Html.Hidden("returnUrl", navigation.Here())}{Html.Join(Cultures.Languages.Select(language => Button(language, files)))}</form>");

    private static MarkupString Button(string language, WebFiles files)
    {
        var isThis = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == language[..2];
        return Html.Of($"<button class=\"menu-item\" name=\"culture\" value=\"{language}\" lang=\"{language}\"{Html.Attribute("aria-current", isThis ? "true" : null)}>{Own(language)}{(isThis ? files.Icon("check") : Html.None)}</button>");
    }

    private static string Own(string language) => language[..2] switch { "es" => "Español", "pt" => "Português", _ => "English" };
}
