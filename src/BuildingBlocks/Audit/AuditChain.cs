using Modular.BuildingBlocks.Data;

namespace Modular.BuildingBlocks.Audit;

/// <summary>Checks an account's chain from its first row on.</summary>
public sealed class AuditChain(Db db)
{
    private const string Sealed =
        $"""
        SELECT s.no, s.seq AS sealed, s.hash, {AuditRow.Columns}
        FROM platform.audit_seals s LEFT JOIN platform.audit a ON a.seq = s.seq AND a.account_id = s.account_id
        WHERE s.account_id = @accountId ORDER BY s.no
        """;

    public async Task<AuditCheck> Verify(Guid accountId, CancellationToken ct)
    {
        var checkedRows = 0L;
        var previous = new byte[32];
        await foreach (var row in db.Stream<SealedRow>(Sealed, new { accountId }, ct))
        {
            var isIntact = row.No == checkedRows + 1 && row.Action is not null && row.ToRow().HashAfter(previous).AsSpan().SequenceEqual(row.Hash);
            if (!isIntact) return new AuditCheck(false, checkedRows, row.Sealed, Convert.ToHexStringLower(previous));
            checkedRows++;
            previous = row.Hash;
        }

        return new AuditCheck(true, checkedRows, null, Convert.ToHexStringLower(previous));
    }

    private sealed class SealedRow
    {
        public long No { get; init; }
        public long Sealed { get; init; }
        public byte[] Hash { get; init; } = [];
        public long? Seq { get; init; }
        public DateTime? At { get; init; }
        public Guid? AccountId { get; init; }
        public Guid? UserId { get; init; }
        public string? Behalf { get; init; }
        public string? Action { get; init; }
        public string? Subject { get; init; }
        public string? Before { get; init; }
        public string? After { get; init; }
        public string? CorrelationId { get; init; }
        public string? RemoteAddress { get; init; }

        public AuditRow ToRow() => new()
        {
            Seq = Seq!.Value, At = At!.Value, AccountId = AccountId!.Value, UserId = UserId, Behalf = Behalf, Action = Action!, Subject = Subject!,
            Before = Before, After = After, CorrelationId = CorrelationId, RemoteAddress = RemoteAddress,
        };
    }
}

/// <param name="Checked">How many rows are as they were sealed, from the first on.</param>
/// <param name="FirstBroken">Number (<c>seq</c>) of the first row that was altered, removed or put out of order; null where none was.</param>
/// <param name="Head">The last good hash, in hex: kept elsewhere, it also shows a chain whose end was cut off.</param>
public sealed record AuditCheck(bool Intact, long Checked, long? FirstBroken, string Head);
