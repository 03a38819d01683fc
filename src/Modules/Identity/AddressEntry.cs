namespace Modular.Identity;

/// <summary>What is written down of an address in the book.</summary>
/// <param name="Kinds">At least one of <see cref="AddressKinds"/>.</param>
/// <param name="DefaultFor">The kinds for which it shall be the default; null leaves that as it is.</param>
internal sealed record AddressEntry(Address Address, IReadOnlyCollection<string>? Kinds, IReadOnlyCollection<string>? DefaultFor)
{
    public bool IsShipTo => Kinds?.Contains(AddressKinds.ShipTo) == true;

    public bool IsBillTo => Kinds?.Contains(AddressKinds.BillTo) == true;
}

/// <summary>The shape of an <see cref="AddressEntry"/>.</summary>
internal sealed class AddressEntryRules : AbstractValidator<AddressEntry>
{
    public AddressEntryRules()
    {
        RuleFor(e => e.Address).SetValidator(new AddressRules(needsRegion: true)).OverridePropertyName("");
        RuleFor(e => e.Kinds).NotEmpty().OverridePropertyName("kinds");
        RuleFor(e => e.Kinds).Must(kinds => kinds is null || kinds.All(AddressKinds.All.Contains))
            .WithMessage(_ => BuildingBlocks.Ui.Texts.Shared["request.one_of", string.Join(", ", AddressKinds.All)]).OverridePropertyName("kinds");
        RuleFor(e => e.DefaultFor).Must((entry, kinds) => kinds is null || kinds.All(kind => entry.Kinds?.Contains(kind) == true))
            .WithMessage(_ => IdentityTexts.Own["identity.default_of_other_kind"]).OverridePropertyName("defaultFor");
    }
}
