using Modular.BuildingBlocks.Ui;

namespace Modular.Identity;

/// <summary>The module's sentences for code that is made without services, such as validators.</summary>
internal static class IdentityTexts
{
    public static readonly Texts Own = new([TextSource.Of("identity", "Modular.Identity.Text", typeof(IdentityTexts).Assembly)]);
}
