using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Ui;

namespace Modular.Identity;

/// <summary>Which addresses of the book a list or a download shows.</summary>
/// <param name="Q">Part of the name, the attention, the street, the city or the postal code.</param>
internal sealed record AddressFilter(string? Q, string? Kind, string? Country)
{
    public static readonly Sorting Sorts = new(
        new Dictionary<string, string>
        {
            ["name"] = "lower(a.name)", ["city"] = "lower(a.city)", ["country"] = "a.country", ["changedAt"] = "a.changed_at",
        },
        "name", "a.id");

    public bool IsEmpty => string.IsNullOrWhiteSpace(Q) && Kind is null && Country is null;

    /// <summary>FROM and WHERE; what the user typed is only ever an argument.</summary>
    public string Sql
    {
        get
        {
            var where = new List<string> { "a.account_id = @accountId" };
            if (!string.IsNullOrWhiteSpace(Q))
                where.Add("concat_ws(' ', a.name, a.attention, a.line1, a.line2, a.postal_code, a.city, a.region) ILIKE @q");
            if (Kind is not null) where.Add(Kind == AddressKinds.ShipTo ? "a.is_ship_to" : "a.is_bill_to");
            if (Country is not null) where.Add("a.country = @Country::bpchar");
            return $"FROM identity.addresses a WHERE {string.Join(" AND ", where)}";
        }
    }

    public object Args(Guid accountId, int size = 0, long offset = 0) => new { accountId, q = Like.Containing(Q), Country, size, offset };
}

/// <summary>The shape of an <see cref="AddressFilter"/>.</summary>
internal sealed class AddressFilterRules : AbstractValidator<AddressFilter>
{
    public AddressFilterRules()
    {
        RuleFor(f => f.Q).Line(100).OverridePropertyName("q");
        RuleFor(f => f.Kind).Must(kind => kind is null || AddressKinds.All.Contains(kind))
            .WithMessage(_ => Texts.Shared["request.one_of", string.Join(", ", AddressKinds.All)]).OverridePropertyName("kind");
        RuleFor(f => f.Country).Must(country => country is null || Countries.IsCode(country))
            .WithMessage(_ => Texts.Shared["request.country_unknown"]).OverridePropertyName("country");
    }
}
