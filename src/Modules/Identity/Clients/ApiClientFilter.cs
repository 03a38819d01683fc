using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Ui;

namespace Modular.Identity.Clients;

/// <summary>Which API clients a list or a download shows.</summary>
/// <param name="Q">Part of the name or of the client id.</param>
/// <param name="Scope">A privilege that they have.</param>
/// <param name="Status"><c>active</c> or <c>revoked</c>.</param>
internal sealed record ApiClientFilter(string? Q, string? Scope, string? Status)
{
    public static readonly Sorting Sorts = new(
        new Dictionary<string, string>
        {
            ["name"] = "lower(u.display_name)", ["clientId"] = "u.user_name", ["scopes"] = "cardinality(m.privileges)", ["createdBy"] = "lower(b.display_name)",
            ["createdAt"] = "c.created_at", ["lastUsedAt"] = "coalesce(c.last_used_at, '-infinity')", ["status"] = "(c.revoked_at IS NOT NULL)",
        },
        "name", "c.user_id");

    /// <summary>FROM and WHERE; what the user typed is only ever an argument.</summary>
    public string Sql
    {
        get
        {
            var where = new List<string> { "c.account_id = @accountId" };
            if (!string.IsNullOrWhiteSpace(Q)) where.Add("(u.display_name ILIKE @q OR u.user_name ILIKE @q)");
            if (!string.IsNullOrEmpty(Scope)) where.Add("@Scope = ANY(m.privileges)");
            if (Status == ClientStatus.Active) where.Add("c.revoked_at IS NULL");
            else if (Status == ClientStatus.Revoked) where.Add("c.revoked_at IS NOT NULL");
            return $"{ApiClient.From} WHERE {string.Join(" AND ", where)}";
        }
    }

    public object Args(Guid accountId, int size = 0, long offset = 0) => new { accountId, q = Like.Containing(Q), Scope, size, offset };
}

/// <summary>The shape of an <see cref="ApiClientFilter"/>.</summary>
internal sealed class ApiClientFilterRules : AbstractValidator<ApiClientFilter>
{
    public ApiClientFilterRules()
    {
        RuleFor(f => f.Q).Line(100).OverridePropertyName("q");
        RuleFor(f => f.Scope).Line(100).OverridePropertyName("scope");
        RuleFor(f => f.Status).Must(s => string.IsNullOrEmpty(s) || ClientStatus.All.Contains(s))
            .WithMessage(_ => Texts.Shared["request.one_of", string.Join(", ", ClientStatus.All)]).OverridePropertyName("status");
    }
}
