using System.Security.Cryptography;
using System.Text;
using Modular.BuildingBlocks.Audit;
using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Switches;
using Modular.Integration.Identity;

namespace Modular.Ordering;

/// <summary>Finds an order for somebody who knows something about it that a stranger does not.</summary>
internal sealed class GuestLookups(Db db, IAccountDirectory people, IFeatureSwitches switches, TimeProvider time)
{
    public const string Feature = "order_lookup";

    /// <summary>Wrong guesses about one number within an hour, from wherever; beyond them right ones find nothing either.</summary>
    public const int MostGuesses = 10;

    public static readonly Retention Retention = new(
        """
        DELETE FROM ordering.wrong_lookups WHERE id IN (
            SELECT id FROM ordering.wrong_lookups WHERE at < now() - interval '1 day' ORDER BY at LIMIT @atOnce)
        """);

    /// <param name="proof">The delivery's postal code, or the e-mail address of who ordered.</param>
    /// <returns>Null where the number or the proof is wrong, or too many were: an answer that says which would help who guesses.</returns>
    public async Task<GuestOrder?> Find(string number, string proof, CancellationToken ct)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var (orders, guesses) = await db.Two<Row, int>(
            """
            SELECT number, status, delivery_status, placed_at, backordered_units, ship_to_postal_code, placed_by, account_id
            FROM ordering.orders WHERE number = @number
            """,
            "SELECT count(*)::int FROM (SELECT FROM ordering.wrong_lookups WHERE number = @number AND at > @since LIMIT @MostGuesses) guesses",
            new { number, since = now.AddHours(-1), MostGuesses }, ct);
        var order = orders.Count > 0 ? orders[0] : Row.None;
        // Asked for numbers that no order has, too: a refusal takes the same time whatever its cause.
        var contacts = await people.Contacts([order.PlacedBy], ct);
        var email = contacts.TryGetValue(order.PlacedBy, out var contact) ? contact.Email : "";
        var fits = Same(proof, order.ShipToPostalCode) | Same(proof, email);
        if (fits && orders.Count > 0 && guesses[0] < MostGuesses && !await switches.IsOff(Feature, order.AccountId, ct))
            return new GuestOrder(order.Number, order.Status, order.DeliveryStatus, order.PlacedAt, order.BackorderedUnits > 0);

        await db.Execute(
            "INSERT INTO ordering.wrong_lookups (number, remote_address, at) VALUES (@number, @address, @now)",
            new { number, address = Actor.Current.RemoteAddress, now }, ct);
        return null;
    }

    private static bool Same(string typed, string known) =>
        known.Length > 0 && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Plain(typed)), SHA256.HashData(Plain(known)));

    /// <summary>As people type it: without spaces and hyphens, in whatever case.</summary>
    private static byte[] Plain(string text) =>
        Encoding.UTF8.GetBytes(string.Concat(text.Where(c => !char.IsWhiteSpace(c) && c != '-')).ToUpperInvariant());

    private sealed record Row(
        string Number, string Status, string DeliveryStatus, DateTime PlacedAt, int BackorderedUnits, string ShipToPostalCode, Guid PlacedBy, Guid AccountId)
    {
        public static readonly Row None = new("", "", "", default, 0, "", Guid.Empty, Guid.Empty);
    }
}

/// <summary>What a guest learns of an order: no prices, names or addresses.</summary>
/// <param name="Backordered">Whether a part of it follows later.</param>
internal sealed record GuestOrder(string Number, string Status, string DeliveryStatus, DateTime PlacedAt, bool Backordered);
