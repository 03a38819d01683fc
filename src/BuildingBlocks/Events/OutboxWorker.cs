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
    private readonly SemaphoreSlim gathering = new(1);
    private volatile string lastKey = "";

    public override void Dispose()
    {
        base.Dispose();
        abandoning.Dispose();
        gathering.Dispose();
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
        await using (var claim = await OutboxClaim.Next(source, after, stopping))
        {
            lastKey = claim is { IsFull: true } ? claim.Events[^1].Key : "";
            if (claim is not null)
            {
                // Where some keys were due, others may be: wake the next of us.
                if (claim.IsFull) signal.Raise();
                await Deliver(claim);
                // Of their keys more may have been told meanwhile, which nobody else could take.
                signal.Raise();
            }
        }

        if (lastKey.Length == 0 && after.Length == 0) await Gather(stopping);
    }

    /// <summary>Waits for an event, one worker at a time, and then for those that are told soon after it: together they cost little more than one.</summary>
    private async Task Gather(CancellationToken stopping)
    {
        await gathering.WaitAsync(stopping);
        try
        {
            if (await signal.Wait(options.PollEvery, stopping)) await Task.Delay(options.Gather, stopping);
        }
        finally
        {
            gathering.Release();
        }
    }

    private async Task Deliver(OutboxClaim claim)
    {
        var delivered = new List<long>();
        var failed = new List<OutboxClaim.FailedAttempt>();
        var keys = claim.Events.GroupBy(told => told.Key).ToList();
        // What never failed goes together; whatever then fails is tried by itself, so that it holds up nobody else's.
        var fresh = keys.Where(events => events.All(told => told.Attempts == 0)).SelectMany(events => events).ToList();
        if (await DeliveredTogether(fresh))
        {
            delivered.AddRange(fresh.Select(told => told.Id));
            keys.RemoveAll(events => events.All(told => told.Attempts == 0));
        }

        foreach (var told in keys.SelectMany(events => events))
        {
            if (failed.Count > 0 && failed[^1].Key == told.Key) continue;
            if (await Deliver(told) is { } attempt) failed.Add(attempt);
            else delivered.Add(told.Id);
        }

        await claim.Close(delivered, failed);
        OutboxMetrics.Delivered.Add(delivered.Count);
    }

    private async Task<bool> DeliveredTogether(IReadOnlyList<OutboxClaim.Told> events)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(abandoning.Token);
        timeout.CancelAfter(options.HandlingTimeout);
        return await inbox.DeliveredTogether(events, timeout.Token);
    }

    private async Task<OutboxClaim.FailedAttempt?> Deliver(OutboxClaim.Told told)
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
            if (abandoning.IsCancellationRequested) return new(told.Id, told.Key, told.Attempts, e.Message, TimeSpan.Zero, IsDead: false);
            var isDead = attempt >= options.MaxAttempts;
            log.Log(isDead ? LogLevel.Error : LogLevel.Warning, e, "{Type} {EventId} of {Key} failed for the {Attempt}. time{Dead}",
                told.Type, told.EventId, told.Key, attempt, isDead ? "; it is not tried again" : "");
            (isDead ? OutboxMetrics.Dead : OutboxMetrics.Failed).Add(1);
            return new(told.Id, told.Key, attempt, e.ToString(), RetryAfter(attempt), isDead);
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
