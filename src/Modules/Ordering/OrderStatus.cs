using Modular.BuildingBlocks.Ui;

namespace Modular.Ordering;

/// <summary>Where an order stands on its way from wish to invoice; the texts are <c>ordering.status.CODE</c>.</summary>
internal static class OrderStatus
{
    public const string Placed = "placed";
    public const string CreditReview = "credit_review";
    public const string Backlog = "backlog";
    public const string Invoiced = "invoiced";

    public static readonly IReadOnlyList<string> All = [Placed, CreditReview, Backlog, Invoiced];

    public static Tone Tone(string status) => status switch
    {
        Invoiced => BuildingBlocks.Ui.Tone.Good,
        CreditReview or Backlog => BuildingBlocks.Ui.Tone.Warning,
        _ => BuildingBlocks.Ui.Tone.Info,
    };
}

/// <summary>Where the goods are; the texts are <c>ordering.delivery.CODE</c>.</summary>
internal static class DeliveryStatus
{
    public const string Processing = "processing";
    public const string InTransit = "in_transit";
    public const string Completed = "completed";

    public static Tone Tone(string status) => status switch
    {
        Completed => BuildingBlocks.Ui.Tone.Good,
        InTransit => BuildingBlocks.Ui.Tone.Info,
        _ => BuildingBlocks.Ui.Tone.Neutral,
    };
}
