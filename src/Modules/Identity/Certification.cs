namespace Modular.Identity;

/// <summary>A certification that the distributor gave an account.</summary>
/// <param name="ValidUntil">The last day, in UTC; null: it does not expire.</param>
/// <param name="Status"><c>valid</c>, <c>expiring</c> within <see cref="Soon"/> days, or <c>expired</c>; the texts are <c>identity.certification.STATUS</c>.</param>
internal sealed record Certification(string Code, DateOnly? ValidUntil, string Status)
{
    public const string Valid = "valid", Expiring = "expiring", Expired = "expired";

    /// <summary>How many days before the last one it is time to think of the next.</summary>
    public const int Soon = 30;

    public static Certification Of(string code, DateOnly? validUntil, DateOnly today) => new(
        code, validUntil, validUntil is not { } last || last > today.AddDays(Soon) ? Valid : last < today ? Expired : Expiring);

    public static BuildingBlocks.Ui.Tone ToneOf(string status) => status switch
    {
        Expired => BuildingBlocks.Ui.Tone.Bad,
        Expiring => BuildingBlocks.Ui.Tone.Warning,
        _ => BuildingBlocks.Ui.Tone.Good,
    };
}
