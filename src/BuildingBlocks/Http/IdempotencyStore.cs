using Modular.BuildingBlocks.Callers;
using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Results;
using NpgsqlTypes;

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

    private static readonly Claiming Claims = new();
    private static readonly Keeping Answers = new();

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(2);

    /// <summary>Claims the key, or waits a moment for the one who holds it and gives their answer.</summary>
    public async Task<KeyClaim> Claim(Caller caller, Guid id, byte[] hash, CancellationToken ct)
    {
        var giveUp = DateTime.UtcNow + Patience;
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            if (await commits.Run(Claims, new Claimed(id, caller.AccountId, caller.UserId, hash), id)) return new KeyClaim();

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

    /// <summary>Holds a claim for as long as its request takes: until disposed. Most requests are done before it is due for the first time.</summary>
    public Timer Renew(Guid id) => new(_ => _ = Prolong(id), null, RenewEvery, RenewEvery);

    private async Task Prolong(Guid id)
    {
        try
        {
            await db.Execute($"UPDATE platform.idempotency SET claimed_until = now() + {Lease} WHERE id = @id AND status IS NULL", new { id });
        }
        catch (Exception away) when (Outage.IsOfDatabase(away))
        {
            // The request itself meets the same trouble and tells it.
        }
    }

    public Task Keep(Guid id, StoredAnswer answer) => commits.Run(Answers, new Kept(id, answer), id);

    public Task Release(Guid id) => db.Execute("DELETE FROM platform.idempotency WHERE id = @id AND status IS NULL", new { id });

    private readonly record struct Claimed(Guid Id, Guid AccountId, Guid UserId, byte[] Hash);

    private readonly record struct Kept(Guid Id, StoredAnswer Answer);

    // Of two that claim one key at the same moment, the second waits for the first.
    private sealed class Claiming() : Bulk<Claimed>(
        $"""
        WITH wish AS (
            SELECT DISTINCT ON (id) * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::bytea[])
                WITH ORDINALITY AS w(id, account_id, user_id, hash, nth) ORDER BY id, nth
        ), claimed AS (
            INSERT INTO platform.idempotency (id, account_id, user_id, request_hash, claimed_until)
            SELECT id, account_id, user_id, hash, now() + {Lease} FROM wish
            ON CONFLICT (id) DO UPDATE SET claimed_until = now() + {Lease}
            WHERE idempotency.status IS NULL AND idempotency.claimed_until < now() AND idempotency.request_hash = excluded.request_hash
            RETURNING id
        )
        SELECT wish.nth FROM claimed JOIN wish USING (id)
        """)
    {
        protected override void Fill(BulkColumns columns, IReadOnlyList<Claimed> rows) => columns
            .With(rows, r => r.Id).With(rows, r => r.AccountId).With(rows, r => r.UserId).With(rows, r => r.Hash);
    }

    private sealed class Keeping() : Bulk<Kept>(
        """
        UPDATE platform.idempotency i
        SET status = k.status, content_type = k.content_type, location = k.location, etag = k.etag, body = k.body
        FROM unnest($1::uuid[], $2::int[], $3::text[], $4::text[], $5::text[], $6::bytea[])
            WITH ORDINALITY AS k(id, status, content_type, location, etag, body, nth)
        WHERE i.id = k.id RETURNING k.nth
        """)
    {
        protected override void Fill(BulkColumns columns, IReadOnlyList<Kept> rows) => columns
            .With(rows, r => r.Id).With(rows, r => r.Answer.Status).With(rows, r => r.Answer.ContentType, NpgsqlDbType.Text)
            .With(rows, r => r.Answer.Location, NpgsqlDbType.Text).With(rows, r => r.Answer.Etag, NpgsqlDbType.Text).With(rows, r => r.Answer.Body);
    }

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
