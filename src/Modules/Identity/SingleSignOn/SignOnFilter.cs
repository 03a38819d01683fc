using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Lists;
using Modular.BuildingBlocks.Ui;

namespace Modular.Identity.SingleSignOn;

/// <summary>Which accounts' single sign-on the staff's list or download shows.</summary>
/// <param name="Q">Part of the account's name or number, of the issuer, or a domain.</param>
/// <param name="Status">One of <see cref="SignOnStatus"/>.</param>
internal sealed record SignOnFilter(string? Q, string? Status)
{
    public static readonly Sorting Sorts = new(
        new Dictionary<string, string>
        {
            ["account"] = "lower(a.name)", ["issuer"] = "o.issuer", ["requestedBy"] = "lower(r.display_name)", ["requestedAt"] = "o.requested_at", ["status"] = "o.status",
        },
        "-requestedAt", "o.account_id");

    public static readonly ListShape Shape = new(
        "single-sign-on", "/single-sign-on", Sorts.Default,
        new("account", "identity.company_name", "account"),
        new("issuer", "identity.sso.issuer", "issuer"),
        new("domains", "identity.sso.domains"),
        new("requestedBy", "identity.sso.requested_by", "requestedBy"),
        new("requestedAt", "identity.sso.requested_at", "-requestedAt"),
        new("status", "identity.status", "status"));

    /// <summary>FROM and WHERE; what the user typed is only ever an argument.</summary>
    public string Sql
    {
        get
        {
            var where = new List<string>();
            if (!string.IsNullOrWhiteSpace(Q)) where.Add("(a.name ILIKE @q OR a.number ILIKE @q OR o.issuer ILIKE @q OR @domain = ANY(o.domains))");
            if (!string.IsNullOrEmpty(Status)) where.Add("o.status = @Status");
            return where.Count == 0 ? SignOnSettings.From : $"{SignOnSettings.From} WHERE {string.Join(" AND ", where)}";
        }
    }

    public object Args(int size = 0, long offset = 0) => new { q = Like.Containing(Q), domain = Q?.Trim().ToLowerInvariant(), Status, size, offset };
}

/// <summary>The shape of a <see cref="SignOnFilter"/>.</summary>
internal sealed class SignOnFilterRules : AbstractValidator<SignOnFilter>
{
    public SignOnFilterRules()
    {
        RuleFor(f => f.Q).Line(100).OverridePropertyName("q");
        RuleFor(f => f.Status).Must(s => string.IsNullOrEmpty(s) || SignOnStatus.All.Contains(s))
            .WithMessage(_ => Texts.Shared["request.one_of", string.Join(", ", SignOnStatus.All)]).OverridePropertyName("status");
    }
}
