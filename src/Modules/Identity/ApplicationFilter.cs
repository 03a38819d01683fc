using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Lists;
using Modular.BuildingBlocks.Ui;

namespace Modular.Identity;

/// <summary>Which applications a list or a download shows.</summary>
/// <param name="Q">Part of company, reference, tax id, applicant or e-mail address.</param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
internal sealed record ApplicationFilter(string? Q, string? Status, string? Country)
{
    public static readonly Sorting Sorts = new(
        new Dictionary<string, string> { ["receivedAt"] = "received_at", ["company"] = "lower(company)" }, "receivedAt", "id");

    public static readonly ListShape Shape = new(
        "applications", "/applications", Sorts.Default,
        new("company", "identity.company_name", "company"),
        new("reference", "identity.reference"),
        new("country", "identity.country"),
        new("taxId", "identity.tax_id"),
        new("applicant", "identity.applied_by"),
        new("status", "identity.status"),
        new("receivedAt", "identity.received_at", "-receivedAt"));

    /// <summary>FROM and WHERE; what the user typed is only ever an argument.</summary>
    public string Sql
    {
        get
        {
            var where = new List<string>();
            if (!string.IsNullOrWhiteSpace(Q)) where.Add("words ILIKE @q");
            if (!string.IsNullOrEmpty(Status)) where.Add("status = @Status");
            if (!string.IsNullOrEmpty(Country)) where.Add("country = @country");
            return "FROM identity.reseller_applications" + (where.Count > 0 ? " WHERE " + string.Join(" AND ", where) : "");
        }
    }

    public object Args(int size = 0, long offset = 0) => new { q = Like.Containing(Q), Status, country = Country?.ToUpperInvariant(), size, offset };
}

/// <summary>The shape of an <see cref="ApplicationFilter"/>.</summary>
internal sealed class ApplicationFilterRules : AbstractValidator<ApplicationFilter>
{
    public ApplicationFilterRules()
    {
        RuleFor(f => f.Q).Line(100).OverridePropertyName("q");
        RuleFor(f => f.Status).Must(s => string.IsNullOrEmpty(s) || ResellerApplication.Statuses.Contains(s))
            .WithMessage(_ => Texts.Shared["request.one_of", string.Join(", ", ResellerApplication.Statuses)]).OverridePropertyName("status");
        RuleFor(f => f.Country).Matches("^[A-Za-z]{2}$").When(f => !string.IsNullOrEmpty(f.Country)).OverridePropertyName("country");
    }
}
