using Modular.BuildingBlocks.Ui;
using Modular.Integration.Billing;
using Modular.Integration.Identity;

namespace Modular.Ordering.Features;

/// <summary>Addresses and payment types as choices of a field.</summary>
internal static class CheckoutChoices
{
    public static IReadOnlyList<Choice> Of(AddressChoices book) =>
        [.. book.Items.Select(a => new Choice(a.Id.ToString(), string.Join(" · ", a.Name, a.Line1, $"{a.PostalCode} {a.City}", a.Country)))];

    public static IReadOnlyList<Choice> Of(IReadOnlyList<PaymentType> types) => [.. types.Select(t => new Choice(t.Id.ToString(), t.Label))];
}
