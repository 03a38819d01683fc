using System.Globalization;
using Dapper;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Modular.BuildingBlocks.Data;

/// <summary>Keeps a second host that trusts its memory off the same database, for as long as this one lives.</summary>
public sealed class HostLock : IAsyncDisposable
{
    private const int Namespace = 66385;
    private const int Number = 1;
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);

    private readonly string connectionString;
    private readonly Action lost;
    private readonly ILogger log;
    private readonly CancellationTokenSource stopping = new();
    private NpgsqlConnection connection;
    private int backend;
    private Task watching = Task.CompletedTask;

    private HostLock(string connectionString, Action lost, ILogger log)
    {
        // A pooled connection would keep the lock after it was closed.
        this.connectionString = new NpgsqlConnectionStringBuilder(connectionString)
        {
            Pooling = false, KeepAlive = 5, CommandTimeout = 5, ApplicationName = "modular-host",
        }.ConnectionString;
        this.lost = lost;
        this.log = log;
        connection = new NpgsqlConnection(this.connectionString);
    }

    /// <summary>Takes the lock or throws <see cref="DatabaseInUseException"/>; <paramref name="lost"/> is called once if another host gets it later.</summary>
    public static async Task<HostLock> Take(string connectionString, Action lost, ILogger log, CancellationToken ct = default)
    {
        var hostLock = new HostLock(connectionString, lost, log);
        // A host that was killed a moment ago holds it until the server notices.
        for (var attempt = 1; !await hostLock.TryTake(ct); attempt++)
        {
            if (attempt == 10)
            {
                await hostLock.connection.DisposeAsync();
                throw new DatabaseInUseException(hostLock.connection.Database);
            }
            await Task.Delay(200, ct);
        }
        hostLock.watching = hostLock.Watch(hostLock.stopping.Token);
        return hostLock;
    }

    /// <summary>Lets the next host have the database.</summary>
    public async ValueTask DisposeAsync()
    {
        if (stopping.IsCancellationRequested) return;
        await stopping.CancelAsync();
        await watching;
        await connection.DisposeAsync();
        stopping.Dispose();
    }

    private async Task<bool> TryTake(CancellationToken ct)
    {
        if (connection.State != System.Data.ConnectionState.Open)
        {
            await connection.DisposeAsync();
            connection = new NpgsqlConnection(connectionString);
            await connection.OpenAsync(ct);
        }
        var taken = await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            $"SELECT pg_try_advisory_lock({Namespace}, {Number})", cancellationToken: ct));
        if (taken) backend = connection.ProcessID;
        return taken;
    }

    private async Task Watch(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                // Returns at once when the server ends the connection; the query finds one that is silently dead.
                await connection.WaitAsync(LookEvery, ct);
                await connection.ExecuteAsync(new CommandDefinition("SELECT 1", cancellationToken: ct));
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException or OperationCanceledException or InvalidOperationException)
            {
                log.LogWarning("The connection that holds the host's lock broke: {Reason}", e.Message);
                if (await TakeAgain(ct)) continue;
                if (!ct.IsCancellationRequested) lost();
                return;
            }
        }
    }

    private async Task<bool> TakeAgain(CancellationToken ct)
    {
        for (var wait = 50; !ct.IsCancellationRequested; wait = Math.Min(wait * 2, 1000))
        {
            try
            {
                if (await TryTake(ct)) return true;
                if (!await EndOurOwnGhost(ct)) return false;
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException or InvalidOperationException)
            {
                log.LogDebug(e, "The database is not back yet");
            }
            catch (OperationCanceledException)
            {
                return false;
            }
            await Task.WhenAny(Task.Delay(wait, ct));
        }
        return false;
    }

    // Where the network broke, the server may still keep the session that we lost.
    private Task<bool> EndOurOwnGhost(CancellationToken ct) => connection.ExecuteScalarAsync<bool>(new CommandDefinition(
        string.Create(CultureInfo.InvariantCulture, $"""
            SELECT coalesce(bool_and(CASE WHEN pid = {backend} THEN pg_terminate_backend(pid) ELSE false END), true)
            FROM pg_locks
            WHERE locktype = 'advisory' AND granted AND classid = {Namespace} AND objid = {Number} AND objsubid = 2
              AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
            """), cancellationToken: ct));
}
