using System.Globalization;

namespace Modular.Simulation.Faults;

/// <summary>One of several who put the same product into one shared basket: all that they were told adds up.</summary>
public sealed class Colleague(Guid basket, string sku, Client client, Ledger ledger, Counts counts, int seed)
{
    private readonly Random _random = new(seed);
    private readonly string _run = Guid.NewGuid().ToString("N");

    /// <summary>Opens the basket that they share.</summary>
    public static async Task<Guid> Open(Client client, Ledger ledger)
    {
        var opened = await client.Send(HttpMethod.Post, "/api/baskets", new { name = "Faults, shared", visibility = "shared" }, Guid.NewGuid().ToString("N"));
        if (opened is not { IsDone: true }) throw new InvalidOperationException($"No shared basket: {opened?.Status} {opened?.Code}");
        ledger.Acknowledge(new LedgerEntry("opened", opened.Id, IsShared: true));
        return opened.Id;
    }

    public async Task Work(CancellationToken until)
    {
        for (var n = 1; !until.IsCancellationRequested; n++)
        {
            var more = _random.Next(1, 4);
            var key = string.Create(CultureInfo.InvariantCulture, $"{_run}-{n}");
            var added = await client.Send(HttpMethod.Post, $"/api/baskets/{basket}/lines", new { sku, quantity = more }, key);
            if (added is null)
            {
                ledger.GiveUp();
                return;
            }

            if (!added.IsDone) counts.Wonder($"add together: {added.Status} {added.Code}");
            else ledger.Acknowledge(new LedgerEntry("added", basket, added.Id, sku, more, added.FirstVersion, IsShared: true));
            await Task.Delay(20, CancellationToken.None);
        }
    }
}
