using Dapper;
using Modular.Billing.Providers;
using Modular.BuildingBlocks.Audit;
using Modular.BuildingBlocks.Data;
using Npgsql;

namespace Modular.Billing;

/// <summary>Every change of an account's payment types; those of one account wait for each other, so that its default is never two.</summary>
internal sealed class PaymentMethods(Db db, Sealer sealer, TimeProvider time)
{
    private const int MostOfThem = 100;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    public async Task<IReadOnlyList<PaymentMethod>> All(Guid accountId, CancellationToken ct) =>
        [.. (await db.Many<PaymentMethod>(
            $"SELECT {PaymentMethod.Columns} FROM billing.payment_methods WHERE account_id = @accountId ORDER BY is_default DESC, added_at, id",
            new { accountId }, ct)).Select(m => m.At(Now))];

    public async Task<PaymentMethod?> Find(Guid accountId, Guid id, CancellationToken ct) => (await db.One<PaymentMethod>(
        $"SELECT {PaymentMethod.Columns} FROM billing.payment_methods WHERE account_id = @accountId AND id = @id", new { accountId, id }, ct))?.At(Now);

    /// <summary>The provider's token of a card, for asking the provider only.</summary>
    public async Task<string?> Token(Guid accountId, Guid id, CancellationToken ct) =>
        await db.One<string>("SELECT token FROM billing.payment_methods WHERE account_id = @accountId AND id = @id", new { accountId, id }, ct) is { } kept
            ? sealer.Open(kept)
            : null;

    /// <summary>Adds a payment type; asked again with the same id it answers what is there. The first becomes the default.</summary>
    public Task<Result<PaymentMethod>> Add(Guid accountId, Guid id, string kind, string? provider, ProviderCard? card, CancellationToken ct) =>
        Locked<Result<PaymentMethod>>(
            accountId,
            async (transaction, at) =>
            {
                if (await Read(transaction, accountId, id, ct) is { } known) return known;
                var (count, sameKind) = await transaction.Connection!.QuerySingleAsync<(int, bool)>(new CommandDefinition(
                    "SELECT count(*)::int, coalesce(bool_or(kind = @kind AND kind <> 'card'), false) FROM billing.payment_methods WHERE account_id = @accountId",
                    new { accountId, kind }, transaction, cancellationToken: ct));
                if (sameKind) return BillingErrors.KindExists;
                if (count >= MostOfThem) return BillingErrors.TooMany;
                await transaction.Connection!.ExecuteAsync(new CommandDefinition(
                    """
                    INSERT INTO billing.payment_methods (id, account_id, kind, provider, token, brand, last4, expiry_year, expiry_month, holder, is_default, added_at)
                    SELECT @id, @accountId, @kind, @provider, @token, @Brand, @Last4, @ExpiryYear, @ExpiryMonth, @Holder,
                           NOT EXISTS (SELECT FROM billing.payment_methods WHERE account_id = @accountId AND is_default), @at
                    """,
                    new
                    {
                        id, accountId, kind, provider, token = card is null ? null : sealer.Seal(card.Token), card?.Brand, card?.Last4, card?.ExpiryYear,
                        card?.ExpiryMonth, card?.Holder, at,
                    },
                    transaction, cancellationToken: ct));
                var added = (await Read(transaction, accountId, id, ct))!;
                await transaction.Audit(new AuditEntry(accountId, "billing.payment_method_added", Subject(id), null, added), at, ct);
                return added;
            },
            ct);

    public Task<Result<PaymentMethod>> MakeDefault(Guid accountId, Guid id, CancellationToken ct) => Locked<Result<PaymentMethod>>(
        accountId,
        async (transaction, at) =>
        {
            if (await Read(transaction, accountId, id, ct) is not { } method) return BillingErrors.Unknown;
            if (method.IsDefault) return method;
            await transaction.Connection!.ExecuteAsync(new CommandDefinition(
                """
                UPDATE billing.payment_methods SET is_default = false WHERE account_id = @accountId AND is_default;
                UPDATE billing.payment_methods SET is_default = true WHERE account_id = @accountId AND id = @id
                """, new { accountId, id }, transaction, cancellationToken: ct));
            await transaction.Audit(new AuditEntry(accountId, "billing.payment_method_default_set", Subject(id), null, new { method.Kind, method.Last4 }), at, ct);
            return method with { IsDefault = true };
        },
        ct);

    public Task<Result<Done>> Remove(Guid accountId, Guid id, CancellationToken ct) => Locked<Result<Done>>(
        accountId,
        async (transaction, at) =>
        {
            if (await Read(transaction, accountId, id, ct) is not { } method) return BillingErrors.Unknown;
            await transaction.Connection!.ExecuteAsync(new CommandDefinition(
                "DELETE FROM billing.payment_methods WHERE account_id = @accountId AND id = @id", new { accountId, id }, transaction, cancellationToken: ct));
            await transaction.Audit(new AuditEntry(accountId, "billing.payment_method_removed", Subject(id), method), at, ct);
            return Done.Instance;
        },
        ct);

    private static string Subject(Guid id) => $"payment-method/{id}";

    private async Task<PaymentMethod?> Read(NpgsqlTransaction transaction, Guid accountId, Guid id, CancellationToken ct) =>
        (await transaction.Connection!.QueryFirstOrDefaultAsync<PaymentMethod?>(new CommandDefinition(
            $"SELECT {PaymentMethod.Columns} FROM billing.payment_methods WHERE account_id = @accountId AND id = @id",
            new { accountId, id }, transaction, cancellationToken: ct)))?.At(Now);

    private Task<T> Locked<T>(Guid accountId, Func<NpgsqlTransaction, DateTime, Task<T>> work, CancellationToken ct) => db.Transaction(
        async (connection, transaction) =>
        {
            await connection.ExecuteAsync(new CommandDefinition(
                "SELECT pg_advisory_xact_lock(hashtextextended('billing/' || @accountId::text, 0))", new { accountId }, transaction, cancellationToken: ct));
            return await work(transaction, Now);
        },
        ct);
}
