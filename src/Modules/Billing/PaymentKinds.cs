namespace Modular.Billing;

/// <summary>How an account pays; the texts are <c>billing.kind.CODE</c>.</summary>
internal static class PaymentKinds
{
    public const string Card = "card", Terms = "terms", Transfer = "transfer";

    public static readonly IReadOnlyList<string> All = [Card, Terms, Transfer];

    // Where distributors take orders against a transfer before they ship.
    private static readonly string[] TransferCountries = ["AR", "BR", "CL", "CO", "EC", "MX", "PE", "UY"];

    /// <summary>What an account of this kind and country can pay by besides cards.</summary>
    public static IEnumerable<string> Offered(string accountKind, string country)
    {
        if (accountKind != "home") yield return Terms;
        if (TransferCountries.Contains(country)) yield return Transfer;
    }
}
