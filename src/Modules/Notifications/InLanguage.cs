using System.Globalization;
using Modular.BuildingBlocks.Ui;

namespace Modular.Notifications;

/// <summary>Until it is disposed, texts come in this language and numbers as the country writes them.</summary>
internal sealed class InLanguage : IDisposable
{
    private readonly (CultureInfo Words, CultureInfo Numbers) _before = (CultureInfo.CurrentUICulture, CultureInfo.CurrentCulture);

    public InLanguage(string language, string country = "")
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        CultureInfo.CurrentCulture = Cultures.Format(language, country);
    }

    public void Dispose() => (CultureInfo.CurrentUICulture, CultureInfo.CurrentCulture) = _before;
}
