using System.Security.Cryptography;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Modular.BuildingBlocks.Events;

/// <summary>Delivers told events to their consumers: in order per key, several keys at a time, on any number of hosts.</summary>
internal sealed class OutboxWorker(NpgsqlDataSource source, OutboxSignal signal, OutboxOptions options, Inbox inbox, ILogger<OutboxWorker> log)
    : BackgroundService
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);
    private readonly CancellationTokenSource abandoning = new();
    private volatile string lastKey = "";

    public override void Dispose()
    {
        base.Dispose();
        abandoning.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var stopping = stoppingToken.UnsafeRegister(static worker => ((OutboxWorker)worker!).abandoning.CancelAfter(Grace), this);
        await Task.WhenAll(Enumerable.Range(0, options.Parallel).Select(_ => Task.Run(() => Work(stoppingToken), CancellationToken.None)));
    }

    private async Task Work(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await DeliverNext(stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // The worker outlives whatever the database does; what it could not mark is delivered again.
            catch (Exception e)
            {
                log.LogWarning("Events cannot be delivered now: {Reason}", e.Message);
                await Task.WhenAny(Task.Delay(options.PollEvery, stopping));
            }
#pragma warning restore CA1031
        }
    }

    private async Task DeliverNext(CancellationToken stopping)
    {
        // From key to key and around again, so that no key waits for ever behind a busy one.
        var after = lastKey;
        await using var claim = await OutboxClaim.Next(source, after, stopping);
        if (claim is not null)
        {
            lastKey = claim.Key;
            // Where one key was due, others may be: wake the next of us.
            signal.Raise();
            await Deliver(claim);
        }
        else if (after.Length > 0)
        {
            lastKey = "";
        }
        else
        {
            await signal.Wait(options.PollEvery, stopping);
        }
    }

    private async Task Deliver(OutboxClaim claim)
    {
        var delivered = new List<long>();
        OutboxClaim.FailedAttempt? failed = null;
        foreach (var told in claim.Events)
        {
            failed = await Deliver(claim, told);
            if (failed is not null) break;
            delivered.Add(told.Id);
        }
        await claim.Close(delivered, failed);
        OutboxMetrics.Delivered.Add(delivered.Count);
    }

    private async Task<OutboxClaim.FailedAttempt?> Deliver(OutboxClaim claim, OutboxClaim.Told told)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(abandoning.Token);
        timeout.CancelAfter(options.HandlingTimeout);
        try
        {
            await inbox.Deliver(told, timeout.Token);
            return null;
        }
#pragma warning disable CA1031 // A consumer may throw anything; it gets the event again.
        catch (Exception e)
        {
            var attempt = told.Attempts + 1;
            // An event that is abandoned because the host stops has not failed.
            if (abandoning.IsCancellationRequested) return new(told.Id, told.Attempts, e.Message, TimeSpan.Zero, IsDead: false);
            var isDead = attempt >= options.MaxAttempts;
            log.Log(isDead ? LogLevel.Error : LogLevel.Warning, e, "{Type} {EventId} of {Key} failed for the {Attempt}. time{Dead}",
                told.Type, told.EventId, claim.Key, attempt, isDead ? "; it is not tried again" : "");
            (isDead ? OutboxMetrics.Dead : OutboxMetrics.Failed).Add(1);
            return new(told.Id, attempt, e.ToString(), RetryAfter(attempt), isDead);
        }
#pragma warning restore CA1031
    }

    private TimeSpan RetryAfter(int attempt)
    {
        var doubled = options.FirstRetryAfter * Math.Pow(2, Math.Min(attempt - 1, 30));
        var jitter = 0.8 + RandomNumberGenerator.GetInt32(401) / 1000.0;
        return (doubled < options.LongestRetryAfter ? doubled : options.LongestRetryAfter) * jitter;
    }
}
