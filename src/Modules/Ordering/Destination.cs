using Modular.Integration.Baskets;
using Modular.Integration.Identity;
using Modular.Ordering.Features;

namespace Modular.Ordering;

/// <summary>Where an order goes: to an address of the account's book, or to one that is typed in. The order keeps a copy.</summary>
internal sealed class Destination(IAddressBook book, CommandId command, Caller caller)
{
    private const string ManageAddresses = "addresses.manage";

    public async Task<Result<ShipTo>> Find(PlaceOrder.Command request, CancellationToken ct)
    {
        if (request.SaveAddress && !caller.Can(ManageAddresses)) return Error.Forbidden("request.privilege_missing", ManageAddresses);
        if (request.ShipTo is { } typed)
        {
            var a = typed.Tidy();
            return new ShipTo(a.Name!, a.Line1!, a.Line2, a.City!, a.Region, a.PostalCode!, a.Country!, a.Attention, a.Phone);
        }

        return await book.Find(caller.AccountId, request.AddressId!.Value, ct) is { IsShipTo: true } b
            ? new ShipTo(b.Name, b.Line1, b.Line2, b.City, b.Region, b.PostalCode, b.Country, b.Attention, b.Phone)
            : OrderingErrors.AddressUnknown;
    }

    /// <summary>Before the order, so that no killed host forgets it; under the order's id, so that a repetition makes no second one.</summary>
    public Task Keep(ShipTo a, CancellationToken ct) => book.Keep(
        caller.AccountId, command.Value,
        new PostalAddress(command.Value, a.Name, a.Attention, a.Line1, a.Line2, a.City, a.Region, a.PostalCode, a.Country, a.Phone), ct);
}
