using System.ComponentModel.DataAnnotations;

namespace Modular.Billing;

/// <summary>Configuration section <c>Billing</c>.</summary>
internal sealed record BillingOptions
{
    /// <summary>Whether cards are those of the test provider, whose pages are then under <c>/test-payments</c>. Never where real money is meant.</summary>
    public bool TestProvider { get; init; }

    /// <summary>How long the provider may take to answer, in milliseconds; after that the payment is pending.</summary>
    [Range(50, 60_000)]
    public int ProviderTimeout { get; init; } = 8_000;

    /// <summary>How often what is left over is looked for, in seconds.</summary>
    [Range(1, 3600)]
    public int GiveBackEvery { get; init; } = 30;

    /// <summary>After how many hours what was authorized for an order that never came is given back.</summary>
    [Range(1, 7 * 24)]
    public int ReleaseAfterHours { get; init; } = 24;
}
