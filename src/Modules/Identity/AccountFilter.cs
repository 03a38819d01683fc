using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Ui;

namespace Modular.Identity;

/// <summary>Which accounts a list or a download shows.</summary>
/// <param name="Q">Part of the number or the name.</param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
internal sealed record AccountFilter(string? Q, string? Kind, string? Country, string? Status)
{
    public static readonly Sorting Sorts = new(
        new Dictionary<string, string>
        {
            ["name"] = "a.name", ["number"] = "a.number", ["kind"] = "a.kind", ["country"] = "a.country", ["currency"] = "a.currency",
            ["status"] = "a.status", ["createdAt"] = "a.created_at",
        },
        "name", "a.id");

    /// <summary>FROM and WHERE; what the user typed is only ever an argument.</summary>
    public string Sql
    {
        get
        {
            var where = new List<string> { "true" };
            if (!string.IsNullOrWhiteSpace(Q)) where.Add("(a.number ILIKE @q OR a.name ILIKE @q)");
            if (Kind is not null) where.Add("a.kind = @Kind");
            if (Country is not null) where.Add("a.country = upper(@Country)::char(2)");
            if (Status is not null) where.Add("a.status = @Status");
            return $"FROM identity.accounts a WHERE {string.Join(" AND ", where)}";
        }
    }

    public object Args(int size = 0, long offset = 0) => new { q = Like.Containing(Q), Kind, Country, Status, size, offset };

    public static AccountFilter Of(string? q, string? kind, string? country, string? status) =>
        new(Given(q), Given(kind), Given(country), Given(status));

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>The shape of an <see cref="AccountFilter"/>.</summary>
internal sealed class AccountFilterRules : AbstractValidator<AccountFilter>
{
    public AccountFilterRules()
    {
        RuleFor(f => f.Q).Line(100).OverridePropertyName("q");
        RuleFor(f => f.Country).Must(c => c is null || (c.Length == 2 && c.All(char.IsAsciiLetter)))
            .WithMessage(_ => Texts.Shared["request.country_code"]).OverridePropertyName("country");
        RuleFor(f => f.Kind).Must(k => k is null || ListedAccount.Kinds.Contains(k))
            .WithMessage(_ => Texts.Shared["request.one_of", string.Join(", ", ListedAccount.Kinds)]).OverridePropertyName("kind");
        RuleFor(f => f.Status).Must(s => s is null || ListedAccount.Statuses.Contains(s))
            .WithMessage(_ => Texts.Shared["request.one_of", string.Join(", ", ListedAccount.Statuses)]).OverridePropertyName("status");
    }
}
