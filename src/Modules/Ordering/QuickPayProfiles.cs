using Dapper;
using Modular.BuildingBlocks.Audit;
using Modular.BuildingBlocks.Data;
using Modular.Integration.Billing;
using Modular.Integration.Identity;
using Npgsql;

namespace Modular.Ordering;

/// <summary>Every change of quick-pay profiles.</summary>
internal sealed class QuickPayProfiles(Db db, IAddressBook book, IPayments payments, TimeProvider time)
{
    private const int MostOfThem = 50;

    // Every page of a basket asks for its account's.
    private readonly Together<Guid, IReadOnlyList<QuickPayProfile>> _all = new(async accounts =>
    {
        var profiles = (await db.Many<QuickPayProfile>(
            $"SELECT {QuickPayProfile.Columns} FROM ordering.quick_pay_profiles WHERE account_id = ANY((SELECT @accounts)::uuid[]) ORDER BY lower(name), id",
            new { accounts = accounts.Distinct().ToArray() })).ToLookup(p => p.AccountId);
        return [.. accounts.Select(id => profiles[id].ToArray())];
    });

    public async Task<IReadOnlyList<QuickPayProfile>> All(Guid accountId, CancellationToken ct) => await Told(accountId, await _all.Ask(accountId, ct), ct);

    public Task<QuickPayProfile?> Find(Guid accountId, Guid id, CancellationToken ct) => db.One<QuickPayProfile>(
        $"SELECT {QuickPayProfile.Columns} FROM ordering.quick_pay_profiles WHERE account_id = @accountId AND id = @id", new { accountId, id }, ct);

    /// <summary>The profile with what it names in words.</summary>
    public async Task<QuickPayProfile?> See(Guid accountId, Guid id, CancellationToken ct) =>
        await Find(accountId, id, ct) is { } found ? (await Told(accountId, [found], ct))[0] : null;

    public async Task<Result<QuickPayProfile>> Add(Guid accountId, Guid id, QuickPayEntry entry, CancellationToken ct)
    {
        if (await Refuse(accountId, entry, ct) is { } refusal) return refusal;
        if (await See(accountId, id, ct) is { } known) return known;
        return await Write(
            accountId, id, "ordering.quick_pay_added", null, entry,
            """
            INSERT INTO ordering.quick_pay_profiles (id, account_id, name, ship_to_id, bill_to_id, payment_type_id, ship_complete, changed_at)
            SELECT @id, @accountId, @name, @ShipToAddressId, @BillToAddressId, @PaymentMethodId, @ShipComplete, @at
            WHERE (SELECT count(*) FROM ordering.quick_pay_profiles WHERE account_id = @accountId) < @MostOfThem
            ON CONFLICT (id) DO NOTHING
            """, null, OrderingErrors.TooManyProfiles, ct);
    }

    public async Task<Result<QuickPayProfile>> Change(Guid accountId, Guid id, QuickPayEntry entry, long? seen, CancellationToken ct)
    {
        if (await See(accountId, id, ct) is not { } before) return OrderingErrors.ProfileUnknown with { Field = null };
        if (seen is not null && seen != before.Version) return Result<QuickPayProfile>.Refused(OrderingErrors.ProfileChanged, before);
        if (await Refuse(accountId, entry, ct) is { } refusal) return refusal;
        return await Write(
            accountId, id, "ordering.quick_pay_changed", before, entry,
            """
            UPDATE ordering.quick_pay_profiles
            SET name = @name, ship_to_id = @ShipToAddressId, bill_to_id = @BillToAddressId, payment_type_id = @PaymentMethodId,
                ship_complete = @ShipComplete, changed_at = @at, version = version + 1
            WHERE id = @id AND account_id = @accountId AND version = @seen
            """, before.Version, OrderingErrors.ProfileChanged, ct);
    }

    public async Task<Result<Done>> Remove(Guid accountId, Guid id, CancellationToken ct)
    {
        if (await Find(accountId, id, ct) is not { } before) return OrderingErrors.ProfileUnknown with { Field = null };
        await db.Change(
            "DELETE FROM ordering.quick_pay_profiles WHERE id = @id AND account_id = @accountId", new { id, accountId },
            new AuditEntry(accountId, "ordering.quick_pay_removed", Subject(id), before), time.GetUtcNow().UtcDateTime, ct);
        return Done.Instance;
    }

    public static string Subject(Guid id) => $"quick-pay-profile/{id}";

    private async Task<Result<QuickPayProfile>> Write(
        Guid accountId, Guid id, string action, QuickPayProfile? before, QuickPayEntry entry, string sql, long? seen, Error otherwise, CancellationToken ct)
    {
        var at = time.GetUtcNow().UtcDateTime;
        var name = entry.Name!.Trim();
        try
        {
            var written = await db.Change(
                sql,
                new { id, accountId, name, entry.ShipToAddressId, entry.BillToAddressId, entry.PaymentMethodId, entry.ShipComplete, at, seen, MostOfThem },
                new AuditEntry(accountId, action, Subject(id), before, entry with { Name = name }), at, ct);
            // A new one that is there already was made by the same command a moment ago.
            return written > 0 || (before is null && await Find(accountId, id, ct) is not null) ? (await See(accountId, id, ct))! : otherwise;
        }
        catch (PostgresException taken) when (taken.ConstraintName == "quick_pay_profiles_name")
        {
            return OrderingErrors.ProfileExists;
        }
    }

    private async Task<Error?> Refuse(Guid accountId, QuickPayEntry entry, CancellationToken ct) =>
        await book.Find(accountId, entry.ShipToAddressId!.Value, ct) is not { IsShipTo: true } ? OrderingErrors.AddressUnknown.On("shipToAddressId")
        : entry.BillToAddressId is { } bill && await book.Find(accountId, bill, ct) is not { IsBillTo: true } ? OrderingErrors.BillToUnknown
        : await payments.Find(accountId, entry.PaymentMethodId!.Value, ct) switch
        {
            null => OrderingErrors.PaymentTypeUnknown,
            { IsExpired: true } => OrderingErrors.PaymentTypeExpired,
            _ => null,
        };

    /// <summary>Two queries, however many profiles: these are read for each page of a basket.</summary>
    private async Task<IReadOnlyList<QuickPayProfile>> Told(Guid accountId, IReadOnlyList<QuickPayProfile> profiles, CancellationToken ct)
    {
        if (profiles.Count == 0) return profiles;
        var ids = profiles.SelectMany(p => new[] { p.ShipToId, p.BillToId ?? p.ShipToId }).Distinct().ToArray();
        var addresses = await book.FindAll(accountId, ids, ct);
        var types = (await payments.Choices(accountId, ct)).ToDictionary(t => t.Id, t => t.Label);
        return
        [
            .. profiles.Select(p => p with
            {
                ShipTo = addresses.GetValueOrDefault(p.ShipToId) is { IsShipTo: true } shipTo ? Line(shipTo) : null,
                BillTo = p.BillToId is { } bill && addresses.GetValueOrDefault(bill) is { IsBillTo: true } billTo ? Line(billTo) : null,
                Payment = types.GetValueOrDefault(p.PaymentTypeId),
            }),
        ];
    }

    private static string Line(PostalAddress a) => $"{a.Name} · {a.Line1} · {a.PostalCode} {a.City}";
}
