namespace Modular.Billing.Providers;

/// <summary>Whoever keeps cards and asks banks. Card numbers are typed into its own page and never reach us.</summary>
internal interface IPaymentProvider
{
    string Name { get; }

    /// <summary>The provider's page for a new card; it comes back to our address with <c>setup</c> added to its query.</summary>
    /// <param name="returnUrl">From the root.</param>
    string CardPage(string returnUrl);

    /// <returns>The card that was given under this set-up, the same whenever asked; null: there is none.</returns>
    Task<ProviderCard?> Redeem(string setup, CancellationToken ct);

    /// <summary>Asks the bank to hold an amount; asked again with the same key it answers for the first.</summary>
    /// <param name="returnUrl">Where the buyer comes back to after confirming, from the root.</param>
    Task<ProviderAnswer> Authorize(string key, string token, decimal amount, string currency, string returnUrl, CancellationToken ct);

    /// <summary>Gives back what is held under the key, if anything is.</summary>
    Task Void(string key, CancellationToken ct);
}

internal sealed record ProviderCard(string Token, string Brand, string Last4, int ExpiryYear, int ExpiryMonth, string Holder);

/// <param name="Status"><c>authorized</c>, <c>declined</c> or <c>confirming</c>.</param>
/// <param name="ConfirmationUrl">Where the buyer confirms, if that is asked for.</param>
/// <param name="Reason">The provider's code of why it was declined.</param>
internal sealed record ProviderAnswer(string Status, string? ConfirmationUrl = null, string? Reason = null)
{
    public const string Authorized = "authorized", Declined = "declined", Confirming = "confirming";
}
