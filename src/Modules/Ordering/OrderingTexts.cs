using Modular.BuildingBlocks.Ui;

namespace Modular.Ordering;

/// <summary>The module's sentences for code that is made without services, such as validators.</summary>
internal static class OrderingTexts
{
    public static readonly Texts Own = new([TextSource.Of("ordering", "Modular.Ordering.Text", typeof(OrderingTexts).Assembly)]);
}
