namespace Modular.Identity;

/// <summary>What an address of the book is for; the texts are <c>identity.address.kind.CODE</c>.</summary>
internal static class AddressKinds
{
    public const string ShipTo = "shipTo", BillTo = "billTo";

    public static readonly IReadOnlyList<string> All = [ShipTo, BillTo];
}
