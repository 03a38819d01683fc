using System.Text.RegularExpressions;
using FluentValidation;
using Modular.BuildingBlocks.Requests;
using Modular.BuildingBlocks.Ui;

namespace Modular.BuildingBlocks.Values;

/// <summary>The shape of an address: postal code and region as its country writes them.</summary>
public sealed partial class AddressRules : AbstractValidator<Address>
{
    public AddressRules() : this(needsRegion: false)
    {
    }

    /// <param name="needsRegion">Whether the region must be there in countries where it belongs to an address.</param>
    public AddressRules(bool needsRegion)
    {
        RuleFor(a => a.Name).NotEmpty().Line(100);
        RuleFor(a => a.Attention).Line(100);
        RuleFor(a => a.Line1).NotEmpty().Line(100);
        RuleFor(a => a.Line2).Line(100);
        RuleFor(a => a.City).NotEmpty().Line(60);
        RuleFor(a => a.Region).Line(60);
        RuleFor(a => a.Region).Must((address, region) => Rule(address).HasRegion(region))
            .WithMessage(address => Texts.Shared["request.region_invalid", Rule(address).RegionExample])
            .When(a => !string.IsNullOrWhiteSpace(a.Region));
        RuleFor(a => a.Region).NotEmpty()
            .WithMessage(address => Texts.Shared["request.region_needed", Rule(address).RegionExample])
            .When(a => needsRegion && Rule(a).HasRegions);
        RuleFor(a => a.PostalCode).NotEmpty().Line(16);
        RuleFor(a => a.PostalCode).Must((address, code) => Rule(address).HasCode(code))
            .WithMessage(address => Texts.Shared["request.postal_code_invalid", Rule(address).CodeExample])
            .When(a => !string.IsNullOrWhiteSpace(a.PostalCode));
        RuleFor(a => a.Country).Must(code => Countries.IsCode(code?.Trim().ToUpperInvariant()))
            .WithMessage(_ => Texts.Shared["request.country_unknown"]);
        RuleFor(a => a.Phone).Must(phone => PhoneNumber().IsMatch(phone!.Trim()))
            .WithMessage(_ => Texts.Shared["request.phone_invalid"])
            .When(a => !string.IsNullOrWhiteSpace(a.Phone));
    }

    private static PostalRule Rule(Address address) => PostalRule.Of(address.Country?.Trim().ToUpperInvariant());

    [GeneratedRegex(@"^[0-9+()./x \-]{5,30}$")]
    private static partial Regex PhoneNumber();
}
