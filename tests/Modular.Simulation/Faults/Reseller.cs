using System.Globalization;

namespace Modular.Simulation.Faults;

/// <summary>Somebody with a basket of their own after another: opens, fills, changes, orders or throws away, and writes down what was answered.</summary>
/// <remarks>Each quantity is set once only in a basket, so that one nobody set is seen.</remarks>
public sealed class Reseller(int number, Client client, Ledger ledger, Counts counts, IReadOnlyList<string> skus, int seed)
{
    private static readonly object ShipTo = new { name = "Andes Sistemas", line1 = "Av. Providencia 1", city = "Santiago", region = "RM", postalCode = "7500000", country = "CL" };
    private readonly Random _random = new(seed);
    private readonly string _run = Guid.NewGuid().ToString("N");
    private int _keys;
    private int _quantity;

    public async Task Work(CancellationToken until)
    {
        while (!until.IsCancellationRequested && await OneBasket(until)) { }
    }

    /// <returns>False where an outcome stayed unknown.</returns>
    private async Task<bool> OneBasket(CancellationToken until)
    {
        _quantity = 0;
        var opened = await client.Send(HttpMethod.Post, "/api/baskets", new { name = $"Faults {number}" }, Key());
        if (opened is null) return Unknown();
        if (opened is { Status: 409, Code: "baskets.limit_reached" })
        {
            await Task.Delay(100, CancellationToken.None);
            return true;
        }

        if (!opened.IsDone) return Odd("open", opened);
        var basket = opened.Id;
        ledger.Acknowledge(new LedgerEntry("opened", basket));
        var lines = new List<(Guid Id, string Sku)>();
        foreach (var sku in skus.OrderBy(_ => _random.Next()).Take(_random.Next(1, 5)))
        {
            var added = await client.Send(HttpMethod.Post, $"/api/baskets/{basket}/lines", new { sku, quantity = ++_quantity }, Key());
            if (added is null) return Unknown();
            if (!added.IsDone) return Odd("add", added);
            ledger.Acknowledge(new LedgerEntry("added", basket, added.Id, sku, added.Quantity, added.Version));
            lines.Add((added.Id, sku));
        }

        for (var n = _random.Next(3, 20); n > 0 && !until.IsCancellationRequested; n--)
            if (!await Change(basket, lines[_random.Next(lines.Count)])) return false;
        return _random.Next(3) switch { 0 => await Delete(basket), _ => await Order(basket) };
    }

    private async Task<bool> Change(Guid basket, (Guid Id, string Sku) line)
    {
        var wished = ++_quantity;
        var changed = await client.Send(HttpMethod.Patch, $"/api/baskets/{basket}/lines/{line.Id}", new { quantity = wished });
        if (changed is null) return Unknown();
        if (!changed.IsDone) return Odd("change", changed);
        ledger.Acknowledge(new LedgerEntry("set", basket, line.Id, line.Sku, changed.Quantity, changed.Version));
        if (_random.Next(4) > 0) return true;

        // Through whichever host answers.
        var seen = await client.Send(HttpMethod.Get, $"/api/baskets/{basket}");
        if (seen is null) return Unknown();
        if (!seen.IsDone) return Odd("read", seen);
        var shown = seen.Body.GetProperty("lines").EnumerateArray().First(l => l.GetProperty("id").GetGuid() == line.Id).GetProperty("quantity").GetInt32();
        if (shown != wished) counts.Wonder("a read that misses what was acknowledged");
        return true;
    }

    private async Task<bool> Order(Guid basket)
    {
        var ordered = await client.Send(HttpMethod.Post, $"/api/baskets/{basket}/order",
            new { purchaseOrderNumber = $"PO-{number}", shipTo = ShipTo, shipComplete = false }, Key());
        if (ordered is null) return Unknown();
        if (!ordered.IsDone) return Odd("order", ordered);
        ledger.Acknowledge(new LedgerEntry("ordered", basket, Order: ordered.Body.GetProperty("number").GetString()));
        return true;
    }

    private async Task<bool> Delete(Guid basket)
    {
        var deleted = await client.Send(HttpMethod.Delete, $"/api/baskets/{basket}");
        if (deleted is null) return Unknown();
        // A repetition finds it gone.
        if (!deleted.IsDone && (deleted.Status != 404 || deleted.Attempts == 1)) return Odd("delete", deleted);
        ledger.Acknowledge(new LedgerEntry("deleted", basket));
        return true;
    }

    private string Key() => string.Create(CultureInfo.InvariantCulture, $"{_run}-{++_keys}");

    private bool Unknown()
    {
        ledger.GiveUp();
        return false;
    }

    /// <summary>A refusal that nothing here asks for; the basket is left as it is.</summary>
    private bool Odd(string what, Reply reply)
    {
        counts.Wonder($"{what}: {reply.Status} {reply.Code}");
        return true;
    }
}
