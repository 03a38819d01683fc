using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Modular.Billing.Providers;
using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Events;
using Modular.Integration.Ordering;

namespace Modular.Billing;

/// <summary>Gives back what was authorized and became no order.</summary>
internal sealed class LeftOvers(Authorizations authorizations, IEnumerable<IPaymentProvider> providers, IOptions<BillingOptions> options, ILogger<LeftOvers> log)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.GiveBackEvery));
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await GiveBack(stoppingToken);
            }
            catch (Exception away) when (IsAway(away, stoppingToken))
            {
                log.LogWarning("What is left over of payments is given back later: {Reason}", away.Message);
            }
        }
    }

    private async Task GiveBack(CancellationToken ct)
    {
        if (providers.FirstOrDefault() is not { } provider) return;
        foreach (var left in await authorizations.LeftOver(TimeSpan.FromHours(options.Value.ReleaseAfterHours), ct))
        {
            try
            {
                await provider.Void(left.Key, ct);
                if (!await authorizations.Note(left with { Status = "voiding" }, "voided", null, null, ct))
                    log.LogError("{Key} was given back while its order came: the order is there, nothing is held for it", left.Key);
            }
            catch (Exception away) when (IsAway(away, ct))
            {
                // One that cannot be given back does not hold up the others; it is tried again after them.
                log.LogWarning("{Key} is given back later: {Reason}", left.Key, away.Message);
            }
        }
    }

    /// <summary>A client's timeout is a cancelled task too, though nobody asked to stop.</summary>
    private static bool IsAway(Exception e, CancellationToken ct) =>
        e is HttpRequestException || Outage.IsOfDatabase(e) || (e is OperationCanceledException && !ct.IsCancellationRequested);
}

/// <summary>What was authorized belongs to an order from now on.</summary>
internal sealed class KeepAuthorization(Db db, ILogger<KeepAuthorization> log) : IBatchConsumer<OrderPlaced>
{
    public async Task Handle(IReadOnlyList<Delivered<OrderPlaced>> events, CancellationToken ct)
    {
        var placed = events.Select(e => e.Event).Where(e => e.PaymentKind is null or PaymentKinds.Card).ToArray();
        if (placed.Length == 0) return;
        var known = (await db.Many<Guid>(
            "SELECT order_id FROM billing.authorizations WHERE order_id = ANY(@orders)", new { orders = placed.Select(e => e.OrderId).ToArray() }, ct)).ToHashSet();
        foreach (var e in placed.Where(e => e.PaymentKind == PaymentKinds.Card || known.Contains(e.OrderId))) await Keep(e, ct);
    }

    private async Task Keep(OrderPlaced e, CancellationToken ct)
    {
        // The order is there: what was marked meanwhile to be given back is taken back, unless it is given back already.
        var kept = await db.Execute(
            """
            UPDATE billing.authorizations a SET placed_at = @At, status = 'authorized'
            WHERE order_id = @OrderId AND account_id = @AccountId AND (status = 'authorized' OR (
                @byCard AND status = 'voiding'
                AND attempt = (SELECT max(attempt) FROM billing.authorizations WHERE order_id = @OrderId)
                AND NOT EXISTS (
                    SELECT FROM billing.authorizations o WHERE o.basket_id = a.basket_id AND o.status IN ('pending', 'confirming', 'authorized'))))
            """,
            new { e.At, e.OrderId, e.AccountId, byCard = e.PaymentKind == PaymentKinds.Card }, ct);
        if (kept == 0 && e.PaymentKind == PaymentKinds.Card)
            log.LogError("Order {Number} is paid by card, but nothing is held for it", e.Number);
    }
}
