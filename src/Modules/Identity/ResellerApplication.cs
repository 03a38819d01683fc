namespace Modular.Identity;

/// <summary>A company's application to become a reseller.</summary>
internal sealed record ResellerApplication
{
    public const string Columns =
        """
        id, reference, company, country::text AS country, tax_id, business_activity, applicant_name, email, language, received_at, status,
        decided_at, reason, account_id
        """;

    public static readonly IReadOnlyList<string> Statuses = ["received", "accepted", "refused"];

    public Guid Id { get; init; }
    public string Reference { get; init; } = "";
    public string Company { get; init; } = "";
    public string Country { get; init; } = "";
    public string TaxId { get; init; } = "";
    public string BusinessActivity { get; init; } = "";
    public string ApplicantName { get; init; } = "";
    public string Email { get; init; } = "";
    public string Language { get; init; } = "";
    public DateTime ReceivedAt { get; init; }
    public string Status { get; init; } = "";
    public DateTime? DecidedAt { get; init; }
    public string? Reason { get; init; }
    public Guid? AccountId { get; init; }
}
