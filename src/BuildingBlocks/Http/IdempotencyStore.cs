using Modular.BuildingBlocks.Callers;
using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Results;
using Npgsql;

namespace Modular.BuildingBlocks.Http;

/// <summary>The first answer to a key, as it was sent.</summary>
public sealed record StoredAnswer(int Status, string? ContentType, string? Location, string? Etag, byte[] Body);

/// <summary>What claiming a key gave: the right to go on (both null), the first answer, or a refusal.</summary>
public sealed record KeyClaim(StoredAnswer? First = null, Error? Refusal = null);

/// <summary>The keys in use and their first answers, in <c>platform.idempotency</c>.</summary>
public sealed class IdempotencyStore(Db db, CommitGroup commits)
{
    /// <summary>Answers are kept for a day.</summary>
    public static readonly Retention Retention = new(
        """
        DELETE FROM platform.idempotency WHERE id IN (
            SELECT id FROM platform.idempotency WHERE created_at < now() - interval '1 day' ORDER BY created_at LIMIT @atOnce)
        """);

    // A claim is renewed while its request is worked on, and ends soon after its host was killed: before those who wait lose patience.
    private const string Lease = "interval '5 seconds'";

    private const string Claiming =
        $"""
        INSERT INTO platform.idempotency (id, account_id, user_id, request_hash, claimed_until)
        VALUES ($1, $2, $3, $4, now() + {Lease})
        ON CONFLICT (id) DO UPDATE SET claimed_until = now() + {Lease}
        WHERE idempotency.status IS NULL AND idempotency.claimed_until < now() AND idempotency.request_hash = $4
        RETURNING true
        """;

    private const string Keeping =
        "UPDATE platform.idempotency SET status = $2, content_type = $3, location = $4, etag = $5, body = $6 WHERE id = $1 RETURNING true";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Claims the key, or waits a moment for the one who holds it and gives their answer.</summary>
    public async Task<KeyClaim> Claim(Caller caller, Guid id, byte[] hash, CancellationToken ct)
    {
        var giveUp = DateTime.UtcNow + Patience;
        while (true)
        {
            var claimed = await commits.Run(
                new WriteUnit<bool>(Claiming, reader => reader.Read()).With(id).With(caller.AccountId).With(caller.UserId).With(hash).Locking(id), ct);
            if (claimed) return new KeyClaim();

            var row = await db.One<Row>(
                "SELECT request_hash AS hash, status, content_type, location, etag, body FROM platform.idempotency WHERE id = @id",
                new { id }, ct);
            if (row is null) continue;
            if (!row.Hash.AsSpan().SequenceEqual(hash)) return new KeyClaim(Refusal: Error.Conflict("request.idempotency_key_reused"));
            if (row.Status is { } status) return new KeyClaim(new StoredAnswer(status, row.ContentType, row.Location, row.Etag, row.Body ?? []));
            if (DateTime.UtcNow > giveUp) return new KeyClaim(Refusal: Error.Conflict("request.idempotency_in_progress"));
            await Task.Delay(50, ct);
        }
    }

    /// <summary>Holds a claim for as long as its request takes: until cancelled.</summary>
    public async Task Renew(Guid id, CancellationToken done)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(2));
        try
        {
            while (await timer.WaitForNextTickAsync(done))
                await db.Execute($"UPDATE platform.idempotency SET claimed_until = now() + {Lease} WHERE id = @id AND status IS NULL", new { id }, done);
        }
        catch (Exception ended) when (ended is OperationCanceledException || Outage.IsOfDatabase(ended))
        {
            // The request itself meets the same trouble and tells it.
        }
    }

    public Task Keep(Guid id, StoredAnswer answer) => commits.Run(new WriteUnit<bool>(Keeping, reader => reader.Read())
        .With(id).With(answer.Status).With(answer.ContentType).With(answer.Location).With(answer.Etag).With(answer.Body).Locking(id));

    public Task Release(Guid id) => db.Execute("DELETE FROM platform.idempotency WHERE id = @id AND status IS NULL", new { id });

    private sealed class Row
    {
        public byte[] Hash { get; init; } = [];
        public int? Status { get; init; }
        public string? ContentType { get; init; }
        public string? Location { get; init; }
        public string? Etag { get; init; }
        public byte[]? Body { get; init; }
    }
}
