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
            catch (Exception away) when (away is Npgsql.NpgsqlException or HttpRequestException or TimeoutException)
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
            await provider.Void(left.Key, ct);
            await authorizations.Note(left with { Status = "voiding" }, "voided", null, null, ct);
        }
    }
}

/// <summary>What was authorized belongs to an order from now on.</summary>
internal sealed class KeepAuthorization(Db db) : IConsumer<OrderPlaced>
{
    public Task Handle(OrderPlaced e, Delivery delivery, CancellationToken ct) => db.Execute(
        "UPDATE billing.authorizations SET placed_at = @At WHERE order_id = @OrderId AND account_id = @AccountId AND status = 'authorized'",
        new { e.At, e.OrderId, e.AccountId }, ct);
}
