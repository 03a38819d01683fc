using System.Data;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Modular.BuildingBlocks.Events;
using Npgsql;

namespace Modular.BuildingBlocks.Data;

/// <summary>One connection that takes all units waiting at a moment and commits them together.</summary>
/// <param name="before">The writer that this one stands by for; null: it is the first.</param>
internal sealed class CommitWriter(
    NpgsqlDataSource source, ChannelReader<WriteUnit> queue, OutboxSignal told, ILogger log, CommitGroupOptions options, StrongBox<int> losses,
    CommitWriter? before)
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(1);
    private NpgsqlConnection? connection;
    private long lastUsed;
    private int lossesSeen;
    private long lostAt;
    private int attempts;
    // Since when it is at work; 0: it is not.
    private long busySince;

    private bool IsHeldUp => Volatile.Read(ref busySince) is not 0 and var since && Stopwatch.GetElapsedTime(since) > options.HeldUp;

    public async Task Run()
    {
        while (await queue.WaitToReadAsync())
        {
            if (before is { IsHeldUp: false })
            {
                await Task.Delay(options.HeldUp / 3);
                continue;
            }

            Volatile.Write(ref busySince, Stopwatch.GetTimestamp());
            // Connect first, take then: what is not taken can still be cancelled, or written by another writer.
            if (await IsConnected()) await Write(Take());
            Volatile.Write(ref busySince, 0);
        }
        await Drop();
    }

    private WriteUnit[] Take()
    {
        var units = new List<WriteUnit>();
        while (units.Count < options.LargestBatch && queue.TryRead(out var unit))
            if (unit.TryTake()) units.Add(unit);
        return Parcel.Sorted(units);
    }

    private async Task Write(WriteUnit[] units)
    {
        var parts = new Stack<WriteUnit[]>([units]);
        while (parts.TryPop(out var part))
        {
            if (part.Length == 0) continue;
            await using var batch = new NpgsqlBatch();
            var parcels = Parcel.Of(part);
            foreach (var parcel in parcels) batch.BatchCommands.Add(parcel.Command);
            try
            {
                // Only after a part of these units broke the connection; the rest of them was undone.
                connection ??= await Connect();
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException)
            {
                foreach (var unit in part) unit.Fail(e);
                continue;
            }
            try
            {
                await Commit(batch, part, parcels);
            }
            catch (PostgresException e) when (e.InvariantSeverity == "ERROR" && connection.FullState == ConnectionState.Open)
            {
                Undone(part, FaultyOf(e, batch, parcels), e, parts);
            }
#pragma warning disable CA1031 // Whatever it was, the callers wait for an answer.
            catch (Exception e)
            {
                log.LogWarning(e, "The outcome of {Count} writes is unknown", part.Length);
                Interlocked.Increment(ref losses.Value);
                await Drop();
                foreach (var unit in part) unit.Fail(new CommitOutcomeUnknownException(e));
            }
#pragma warning restore CA1031
            finally
            {
                // A parameter belongs to one command: its unit may need it for the next.
                foreach (var command in batch.BatchCommands) command.Parameters.Clear();
            }
        }
    }

    private async Task Commit(NpgsqlBatch batch, WriteUnit[] part, List<Parcel> parcels)
    {
        var began = Stopwatch.GetTimestamp();
        batch.Connection = connection;
        await using (var reader = await batch.ExecuteReaderAsync())
        {
            foreach (var parcel in parcels)
            {
                parcel.Read(reader);
                // The last one waits for the commit.
                await reader.NextResultAsync();
            }
        }
        lastUsed = Stopwatch.GetTimestamp();
        foreach (var unit in part) unit.Complete();
        if (Array.Exists(part, unit => unit.Bulk is { Tells: true })) told.Raise();
        CommitMetrics.Units.Add(part.Length);
        CommitMetrics.BatchSize.Record(part.Length);
        CommitMetrics.BatchDuration.Record(Stopwatch.GetElapsedTime(began).TotalSeconds);
    }

    private static ArraySegment<WriteUnit>? FaultyOf(PostgresException e, NpgsqlBatch batch, List<Parcel> parcels) =>
        e.BatchCommand is { } command ? parcels[batch.BatchCommands.IndexOf(command)].Units : default(ArraySegment<WriteUnit>?);

    /// <summary>The server undid the whole part: what stood before the faulty command, its units one by one, and the rest are written in this order.</summary>
    private static void Undone(WriteUnit[] part, ArraySegment<WriteUnit>? faulty, PostgresException e, Stack<WriteUnit[]> parts)
    {
        if (e.SqlState == PostgresErrorCodes.LockNotAvailable && faulty is { Count: 1 } locked)
        {
            locked[0].Fail(e);
            parts.Push([.. part[..locked.Offset], .. part[(locked.Offset + 1)..]]);
        }
        else if (part.Length > 1)
        {
            var units = faulty ?? new ArraySegment<WriteUnit>(part);
            parts.Push(part[(units.Offset + units.Count)..]);
            for (var i = units.Count - 1; i >= 0; i--) parts.Push([units[i]]);
            parts.Push(part[..units.Offset]);
        }
        else if (e.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure && part[0].MayRetry())
        {
            parts.Push(part);
        }
        else
        {
            part[0].Fail(e);
        }
    }

    private async Task<bool> IsConnected()
    {
        try
        {
            // A connection that lay idle, or whose sibling broke, may be dead already: better to learn that before a write is under way on it.
            var suspect = Stopwatch.GetElapsedTime(lastUsed) > Idle || losses.Value != lossesSeen;
            lossesSeen = losses.Value;
            if (connection is not null && suspect) await Execute(connection, "SELECT 1");
            connection ??= await Connect();
            (lostAt, attempts) = (0, 0);
            return true;
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            await Drop();
            await Bear(e);
            return false;
        }
    }

    private async Task Bear(Exception e)
    {
        attempts++;
        // The first failure is most often a connection that died in its sleep: a new one is there at once.
        if (attempts == 1)
        {
            lostAt = Stopwatch.GetTimestamp();
            return;
        }
        log.LogWarning("The database cannot be reached for writing: {Reason}", e.Message);
        if (Stopwatch.GetElapsedTime(lostAt) > options.Patience)
            foreach (var unit in Take()) unit.Fail(e);
        await Task.Delay(TimeSpan.FromMilliseconds(Math.Min(50 * attempts * attempts, 1000)));
    }

    private async Task<NpgsqlConnection> Connect()
    {
        var opened = await source.OpenConnectionAsync();
        var timeout = options.LockTimeout.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture);
        // Every statement here finds its rows by their keys: planning it anew for each batch costs more than running it.
        await Execute(opened, $"SET lock_timeout = {timeout}; SET plan_cache_mode = force_generic_plan");
        lastUsed = Stopwatch.GetTimestamp();
        return opened;
    }

    private static async Task Execute(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private async Task Drop()
    {
        if (connection is not { } lost) return;
        connection = null;
        try
        {
            await Db.Forget(lost);
        }
        catch (Exception e) when (Outage.IsOfDatabase(e) || e is InvalidOperationException)
        {
            // It was dead already.
        }

        await lost.DisposeAsync();
    }
}
