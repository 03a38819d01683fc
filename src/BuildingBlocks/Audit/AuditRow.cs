using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Modular.BuildingBlocks.Audit;

/// <summary>A row of the audit trail as it is sealed.</summary>
public sealed class AuditRow
{
    /// <summary>Of <c>platform.audit a</c>.</summary>
    public const string Columns =
        """
        a.seq, a.at, a.account_id, a.user_id, a.behalf, a.action, a.subject, a.before::text AS before, a.after::text AS after,
        a.correlation_id, a.remote_address
        """;

    public long Seq { get; init; }
    public DateTime At { get; init; }
    public Guid AccountId { get; init; }
    public Guid? UserId { get; init; }
    public string? Behalf { get; init; }
    public string Action { get; init; } = "";
    public string Subject { get; init; } = "";
    public string? Before { get; init; }
    public string? After { get; init; }
    public string? CorrelationId { get; init; }
    public string? RemoteAddress { get; init; }

    /// <summary>The number of the transaction that wrote it; 0 where it was not asked for.</summary>
    public long Transaction { get; init; }

    /// <summary>SHA-256 of the hash before (32 zeros for an account's first row) and of every member, each with its length before it.</summary>
    public byte[] HashAfter(ReadOnlySpan<byte> previous)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(previous);
        Span<byte> number = stackalloc byte[8];
        foreach (var value in (long[])[Seq, At.ToUniversalTime().Ticks])
        {
            BinaryPrimitives.WriteInt64BigEndian(number, value);
            hash.AppendData(number);
        }

        foreach (var text in (string?[])
            [AccountId.ToString("N"), UserId?.ToString("N"), Behalf, Action, Subject, Before, After, CorrelationId, RemoteAddress])
        {
            var bytes = text is null ? [] : Encoding.UTF8.GetBytes(text);
            BinaryPrimitives.WriteInt64BigEndian(number, text is null ? -1 : bytes.Length);
            hash.AppendData(number);
            hash.AppendData(bytes);
        }

        return hash.GetHashAndReset();
    }
}
