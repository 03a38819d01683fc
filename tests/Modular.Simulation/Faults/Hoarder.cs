namespace Modular.Simulation.Faults;

/// <summary>Opens more baskets than anybody may have, several at once, and throws one away when refused.</summary>
public sealed class Hoarder(Client client, Ledger ledger, Counts counts)
{
    private const int AtOnce = 4;

    public Task Work(CancellationToken until) => Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Hoard(until)));

    private async Task Hoard(CancellationToken until)
    {
        Guid? last = null;
        while (!until.IsCancellationRequested)
        {
            var opened = await client.Send(HttpMethod.Post, "/api/baskets", new { name = "Hoard" }, Guid.NewGuid().ToString("N"));
            if (opened is { IsDone: true })
            {
                ledger.Acknowledge(new LedgerEntry("opened", opened.Id));
                last = opened.Id;
            }
            else if (opened is { Status: 409, Code: "baskets.limit_reached" })
            {
                if (last is { } basket && !await Delete(basket)) return;
                last = null;
                await Task.Delay(30, CancellationToken.None);
            }
            else if (opened is null)
            {
                ledger.GiveUp();
                return;
            }
            else
            {
                counts.Wonder($"open: {opened.Status} {opened.Code}");
            }
        }
    }

    private async Task<bool> Delete(Guid basket)
    {
        var deleted = await client.Send(HttpMethod.Delete, $"/api/baskets/{basket}");
        if (deleted is null) ledger.GiveUp();
        else if (deleted.IsDone || (deleted.Status == 404 && deleted.Attempts > 1)) ledger.Acknowledge(new LedgerEntry("deleted", basket));
        else counts.Wonder($"delete: {deleted.Status} {deleted.Code}");
        return deleted is not null;
    }
}
