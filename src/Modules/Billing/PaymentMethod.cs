using System.Globalization;
using System.Text.Json.Serialization;

namespace Modular.Billing;

/// <summary>A way in which the account pays; of a card only what may be shown.</summary>
internal sealed record PaymentMethod
{
    public const string Columns = "id, kind, brand, last4, expiry_year, expiry_month, holder, is_default, added_at";

    public Guid Id { get; init; }

    /// <summary><c>card</c>, <c>terms</c> or <c>transfer</c>.</summary>
    public string Kind { get; init; } = "";

    public string? Brand { get; init; }
    public string? Last4 { get; init; }
    public int? ExpiryYear { get; init; }
    public int? ExpiryMonth { get; init; }
    public string? Holder { get; init; }
    public bool IsDefault { get; init; }

    /// <summary>Whether the card's last month is over.</summary>
    public bool IsExpired { get; init; }

    public DateTime AddedAt { get; init; }

    [JsonIgnore]
    public string? Expiry => ExpiryMonth is null ? null : string.Create(CultureInfo.InvariantCulture, $"{ExpiryMonth:D2}/{ExpiryYear}");

    public PaymentMethod At(DateTime now) => this with
    {
        IsExpired = ExpiryYear is { } year && ExpiryMonth is { } month && IsOver(year, month, now),
    };

    /// <summary>Whether a card's last month is over.</summary>
    public static bool IsOver(int year, int month, DateTime now) => now >= new DateTime(year, month, 1, 0, 0, 0, DateTimeKind.Utc).AddMonths(1);

    /// <summary>As people tell it from others: "Visa •••• 4242".</summary>
    public string Label(BuildingBlocks.Ui.Texts texts) => Kind == PaymentKinds.Card ? $"{Brand} •••• {Last4}" : texts["billing.kind." + Kind];
}
