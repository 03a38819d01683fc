namespace Modular.Ordering;

/// <summary>A ship-to address as it is typed in.</summary>
internal sealed record Address(
    string? Name, string? Line1, string? Line2, string? City, string? Region, string? PostalCode, string? Country);

/// <summary>The shape of a ship-to address.</summary>
internal sealed class AddressRules : AbstractValidator<Address>
{
    public AddressRules()
    {
        RuleFor(a => a.Name).NotEmpty().Line(100);
        RuleFor(a => a.Line1).NotEmpty().Line(100);
        RuleFor(a => a.Line2).Line(100);
        RuleFor(a => a.City).NotEmpty().Line(60);
        RuleFor(a => a.Region).Line(60);
        RuleFor(a => a.PostalCode).NotEmpty().Line(16);
        RuleFor(a => a.Country).Must(code => Countries.IsCode(code?.Trim().ToUpperInvariant()))
            .WithMessage(_ => OrderingTexts.Own["ordering.country_unknown"]);
    }
}
