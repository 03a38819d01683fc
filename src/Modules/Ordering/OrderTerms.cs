using Modular.Integration.Baskets;
using Modular.Integration.Identity;
using Modular.Ordering.Features;

namespace Modular.Ordering;

/// <summary>Where an order goes, who gets its invoice and how it is paid: from what was typed, the address book, or a quick-pay profile. The order keeps a copy.</summary>
internal sealed class OrderTerms(IAddressBook book, QuickPayProfiles profiles, CommandId command, Caller caller)
{
    private const string ManageAddresses = "addresses.manage";

    public async Task<Result<Terms>> Find(PlaceOrder.Command request, BasketToOrder basket, CancellationToken ct)
    {
        if (request.SaveAddress && !caller.Can(ManageAddresses)) return Error.Forbidden("request.privilege_missing", ManageAddresses);
        if (Off(request) is { } feature) return Error.Forbidden(AccessErrors.FeatureOff, feature);
        var profile = request.QuickPayProfileId is { } id ? await profiles.Find(caller.AccountId, id, ct) : null;
        if (request.QuickPayProfileId is not null && profile is null) return OrderingErrors.ProfileUnknown;

        var number = string.IsNullOrWhiteSpace(request.PurchaseOrderNumber) ? basket.PurchaseOrderNumber : request.PurchaseOrderNumber.Trim();
        if (string.IsNullOrWhiteSpace(number)) return OrderingErrors.PurchaseOrderMissing;
        var shipTo = request.ShipTo is { } typed ? Typed(typed) : await ShipTo(request.AddressId ?? profile!.ShipToId, ct);
        if (shipTo is null) return OrderingErrors.AddressUnknown;
        var billToId = request.BillToAddressId ?? profile?.BillToId;
        var billTo = billToId is { } bill ? await BillTo(bill, ct) : null;
        if (billToId is not null && billTo is null) return OrderingErrors.BillToUnknown;
        return new Terms(
            number, shipTo, billTo, request.PaymentMethodId ?? profile?.PaymentTypeId, request.ShipComplete || profile?.ShipComplete == true);
    }

    /// <summary>Before the order, so that no killed host forgets it; under the order's id, so that a repetition makes no second one.</summary>
    public Task Keep(ShipTo a, CancellationToken ct) => book.Keep(
        caller.AccountId, command.Value,
        new PostalAddress(command.Value, a.Name, a.Attention, a.Line1, a.Line2, a.City, a.Region, a.PostalCode, a.Country, a.Phone), ct);

    private string? Off(PlaceOrder.Command request) =>
        request.QuickPayProfileId is not null && !caller.Has(QuickPayProfile.Feature) ? QuickPayProfile.Feature
        : request.PaymentMethodId is not null && !caller.Has(Paying.Feature) ? Paying.Feature
        : null;

    private async Task<ShipTo?> ShipTo(Guid id, CancellationToken ct) =>
        await book.Find(caller.AccountId, id, ct) is { IsShipTo: true } found ? Copy(found) : null;

    private async Task<ShipTo?> BillTo(Guid id, CancellationToken ct) =>
        await book.Find(caller.AccountId, id, ct) is { IsBillTo: true } found ? Copy(found) : null;

    private static ShipTo Typed(Address typed)
    {
        var a = typed.Tidy();
        return new ShipTo(a.Name!, a.Line1!, a.Line2, a.City!, a.Region, a.PostalCode!, a.Country!, a.Attention, a.Phone);
    }

    private static ShipTo Copy(PostalAddress a) => new(a.Name, a.Line1, a.Line2, a.City, a.Region, a.PostalCode, a.Country, a.Attention, a.Phone);
}

/// <summary>What an order is placed on.</summary>
internal sealed record Terms(string PurchaseOrderNumber, ShipTo ShipTo, ShipTo? BillTo, Guid? PaymentTypeId, bool ShipComplete);
