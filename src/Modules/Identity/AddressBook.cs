using Dapper;
using Modular.BuildingBlocks.Audit;
using Modular.BuildingBlocks.Data;
using Modular.Integration.Identity;
using Npgsql;

namespace Modular.Identity;

/// <summary>Every change of the address book; those of one account wait for each other, so that its defaults are never two.</summary>
internal sealed class AddressBook(Db db, TimeProvider time) : IAddressBook
{
    public Task<BookAddress?> See(Guid accountId, Guid id, CancellationToken ct) => db.One<BookAddress>(
        $"SELECT {BookAddress.Columns} FROM identity.addresses a WHERE a.account_id = @accountId AND a.id = @id", new { accountId, id }, ct);

    /// <summary>Writes a new address down; asked again with the same id it answers what is there.</summary>
    public Task<BookAddress> Add(Guid accountId, Guid id, AddressEntry entry, CancellationToken ct) => Locked(
        accountId,
        async (transaction, at) =>
        {
            var made = await transaction.Connection!.ExecuteAsync(new CommandDefinition(
                """
                INSERT INTO identity.addresses (id, account_id, is_ship_to, is_bill_to, name, attention, line1, line2, city, region, postal_code,
                                                country, phone, changed_at)
                VALUES (@id, @accountId, @IsShipTo, @IsBillTo, @Name, @Attention, @Line1, @Line2, @City, @Region, @PostalCode, @Country, @Phone, @at)
                ON CONFLICT (id) DO NOTHING
                """,
                Args(accountId, id, entry, at), transaction, cancellationToken: ct));
            if (made > 0) await SetDefaults(transaction, accountId, id, entry.DefaultFor, ct);
            var now = (await Read(transaction, accountId, id, ct))!;
            if (made > 0) await transaction.Audit(new AuditEntry(accountId, "identity.address_added", Subject(id), null, now), at, ct);
            return now;
        },
        ct);

    public Task<Result<BookAddress>> Change(Guid accountId, Guid id, AddressEntry entry, long? seen, CancellationToken ct) => Locked<Result<BookAddress>>(
        accountId,
        async (transaction, at) =>
        {
            if (await Read(transaction, accountId, id, ct) is not { } before) return IdentityErrors.AddressUnknown;
            if (seen is not null && seen != before.Version) return Result<BookAddress>.Refused(IdentityErrors.AddressChanged, before);
            await transaction.Connection!.ExecuteAsync(new CommandDefinition(
                """
                UPDATE identity.addresses
                SET is_ship_to = @IsShipTo, is_bill_to = @IsBillTo, is_default_ship_to = is_default_ship_to AND @IsShipTo,
                    is_default_bill_to = is_default_bill_to AND @IsBillTo, name = @Name, attention = @Attention, line1 = @Line1, line2 = @Line2,
                    city = @City, region = @Region, postal_code = @PostalCode, country = @Country, phone = @Phone, changed_at = @at, version = version + 1
                WHERE id = @id AND account_id = @accountId
                """,
                Args(accountId, id, entry, at), transaction, cancellationToken: ct));
            await SetDefaults(transaction, accountId, id, entry.DefaultFor, ct);
            var after = (await Read(transaction, accountId, id, ct))!;
            await transaction.Audit(new AuditEntry(accountId, "identity.address_changed", Subject(id), before, after), at, ct);
            return after;
        },
        ct);

    public Task<Result<BookAddress>> MakeDefault(Guid accountId, Guid id, string kind, CancellationToken ct) => Locked<Result<BookAddress>>(
        accountId,
        async (transaction, at) =>
        {
            if (await Read(transaction, accountId, id, ct) is not { } before) return IdentityErrors.AddressUnknown;
            if (!before.Kinds.Contains(kind)) return IdentityErrors.AddressOfOtherKind;
            if (before.DefaultFor.Contains(kind)) return before;
            await SetDefaults(transaction, accountId, id, [.. before.DefaultFor, kind], ct);
            var after = (await Read(transaction, accountId, id, ct))!;
            await transaction.Audit(
                new AuditEntry(accountId, "identity.address_default_set", Subject(id), new { before.DefaultFor }, new { after.DefaultFor }), at, ct);
            return after;
        },
        ct);

    public Task<Result<Done>> Remove(Guid accountId, Guid id, long? seen, CancellationToken ct) => Locked<Result<Done>>(
        accountId,
        async (transaction, at) =>
        {
            if (await Read(transaction, accountId, id, ct) is not { } before) return IdentityErrors.AddressUnknown;
            if (seen is not null && seen != before.Version) return IdentityErrors.AddressChanged;
            await transaction.Connection!.ExecuteAsync(new CommandDefinition(
                "DELETE FROM identity.addresses WHERE id = @id AND account_id = @accountId", new { id, accountId }, transaction, cancellationToken: ct));
            await transaction.Audit(new AuditEntry(accountId, "identity.address_removed", Subject(id), before), at, ct);
            return Done.Instance;
        },
        ct);

    async Task<PostalAddress?> IAddressBook.Find(Guid accountId, Guid addressId, CancellationToken ct) =>
        await See(accountId, addressId, ct) is { } found ? Tell(found) : null;

    async Task<IReadOnlyDictionary<Guid, PostalAddress>> IAddressBook.FindAll(Guid accountId, IReadOnlyCollection<Guid> addressIds, CancellationToken ct) =>
        (await db.Many<BookAddress>(
            $"SELECT {BookAddress.Columns} FROM identity.addresses a WHERE a.account_id = @accountId AND a.id = ANY(@ids)",
            new { accountId, ids = addressIds.ToArray() }, ct)).ToDictionary(a => a.Id, Tell);

    async Task<AddressChoices> IAddressBook.Choices(Guid accountId, bool billTo, string? q, int atMost, CancellationToken ct)
    {
        var filter = new AddressFilter(q, billTo ? AddressKinds.BillTo : AddressKinds.ShipTo, null);
        var first = billTo ? "a.is_default_bill_to" : "a.is_default_ship_to";
        var (items, total) = await db.Counted<BookAddress>(
            $"SELECT {BookAddress.Columns} {filter.Sql} ORDER BY {first} DESC, lower(a.name), a.id LIMIT @size",
            $"SELECT count(*)::int {filter.Sql}", filter.Args(accountId, atMost), ct);
        return new AddressChoices([.. items.Select(Tell)], total, items.FirstOrDefault(a => billTo ? a.IsDefaultBillTo : a.IsDefaultShipTo)?.Id);
    }

    async Task IAddressBook.Keep(Guid accountId, Guid id, PostalAddress a, CancellationToken ct)
    {
        var known = await db.One<bool>(
            """
            SELECT EXISTS (SELECT FROM identity.addresses
                           WHERE account_id = @accountId AND is_ship_to AND lower(name) = lower(@Name) AND line1 = @Line1 AND city = @City
                             AND postal_code = @PostalCode AND country = @Country AND line2 IS NOT DISTINCT FROM @Line2)
            """,
            new { accountId, a.Name, a.Line1, a.Line2, a.City, a.PostalCode, a.Country }, ct);
        if (known) return;
        var address = new Address(a.Name, a.Line1, a.Line2, a.City, a.Region, a.PostalCode, a.Country) { Attention = a.Attention, Phone = a.Phone };
        await Add(accountId, id, new AddressEntry(address, [AddressKinds.ShipTo], null), ct);
    }

    public static string Subject(Guid id) => $"address/{id}";

    private Task<T> Locked<T>(Guid accountId, Func<NpgsqlTransaction, DateTime, Task<T>> work, CancellationToken ct) => db.Transaction(
        async (connection, transaction) =>
        {
            await connection.ExecuteAsync(new CommandDefinition(
                "SELECT FROM identity.accounts WHERE id = @accountId FOR NO KEY UPDATE", new { accountId }, transaction, cancellationToken: ct));
            return await work(transaction, time.GetUtcNow().UtcDateTime);
        },
        ct);

    private static Task<BookAddress?> Read(NpgsqlTransaction transaction, Guid accountId, Guid id, CancellationToken ct) =>
        transaction.Connection!.QueryFirstOrDefaultAsync<BookAddress?>(new CommandDefinition(
            $"SELECT {BookAddress.Columns} FROM identity.addresses a WHERE a.account_id = @accountId AND a.id = @id",
            new { accountId, id }, transaction, cancellationToken: ct));

    /// <summary>Makes it the default of these kinds and of no other; the first address of a kind is its default unasked.</summary>
    private static async Task SetDefaults(NpgsqlTransaction transaction, Guid accountId, Guid id, IReadOnlyCollection<string>? wished, CancellationToken ct)
    {
        foreach (var (kind, column) in new[] { (AddressKinds.ShipTo, "ship_to"), (AddressKinds.BillTo, "bill_to") })
        {
            var wish = wished?.Contains(kind);
            await transaction.Connection!.ExecuteAsync(new CommandDefinition(
                $"""
                UPDATE identity.addresses SET is_default_{column} = false, version = version + 1
                WHERE account_id = @accountId AND is_default_{column} AND ((id <> @id AND @wish IS TRUE) OR (id = @id AND @wish IS FALSE));
                UPDATE identity.addresses SET is_default_{column} = true, version = version + 1
                WHERE account_id = @accountId AND id = @id AND is_{column} AND NOT is_default_{column}
                  AND (@wish IS TRUE OR (@wish IS NULL AND NOT EXISTS (
                      SELECT FROM identity.addresses WHERE account_id = @accountId AND is_default_{column})))
                """,
                new { accountId, id, wish }, transaction, cancellationToken: ct));
        }
    }

    private static object Args(Guid accountId, Guid id, AddressEntry entry, DateTime at)
    {
        var a = entry.Address.Tidy();
        return new { id, accountId, entry.IsShipTo, entry.IsBillTo, a.Name, a.Attention, a.Line1, a.Line2, a.City, a.Region, a.PostalCode, a.Country, a.Phone, at };
    }

    private static PostalAddress Tell(BookAddress a) => new(
        a.Id, a.Name, a.Attention, a.Line1, a.Line2, a.City, a.Region, a.PostalCode, a.Country, a.Phone, a.IsShipTo, a.IsBillTo);
}
