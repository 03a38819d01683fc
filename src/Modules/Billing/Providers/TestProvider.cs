using Microsoft.AspNetCore.WebUtilities;
using Modular.BuildingBlocks.Data;

namespace Modular.Billing.Providers;

/// <summary>Behaves like a provider of card payments, without a bank; its pages are <see cref="TestPayments"/>. It keeps what cards do, never their numbers.</summary>
internal sealed class TestProvider(Db db, TimeProvider time) : IPaymentProvider
{
    public const string Root = "/test-payments";

    public string Name => "test";

    public string CardPage(string returnUrl) => QueryHelpers.AddQueryString(Root + "/card", "return", returnUrl);

    public Task<ProviderCard?> Redeem(string setup, CancellationToken ct) => db.One<ProviderCard>(
        "SELECT token, brand, last4, expiry_year, expiry_month, holder FROM billing.test_cards WHERE setup = @setup", new { setup }, ct);

    /// <returns>What our page gets instead of the number.</returns>
    public async Task<string> Keep(string number, (int Year, int Month) expiry, string holder, CancellationToken ct)
    {
        var (setup, token) = ($"setup_{Guid.NewGuid():N}", $"card_{Guid.NewGuid():N}");
        await db.Execute(
            """
            INSERT INTO billing.test_cards (setup, token, brand, last4, expiry_year, expiry_month, holder, behaviour, made_at)
            VALUES (@setup, @token, @brand, @last4, @Year, @Month, @holder, @behaviour, @at)
            """,
            new
            {
                setup, token, brand = TestCards.Brand(number), last4 = number[^4..], expiry.Year, expiry.Month, holder,
                behaviour = TestCards.Behaviour(number), at = Now,
            }, ct);
        return setup;
    }

    public async Task<ProviderAnswer> Authorize(string key, string token, decimal amount, string currency, string returnUrl, CancellationToken ct)
    {
        var behaviour = await db.One<string>("SELECT behaviour FROM billing.test_cards WHERE token = @token", new { token }, ct);
        var (status, reason) = behaviour switch
        {
            TestCards.Authorised or TestCards.Late => (ProviderAnswer.Authorized, null),
            TestCards.Confirms => (ProviderAnswer.Confirming, null),
            TestCards.NoFunds => (ProviderAnswer.Declined, TestCards.NoFunds),
            _ => (ProviderAnswer.Declined, "do_not_honor"),
        };
        var row = (await db.One<Row>(
            """
            INSERT INTO billing.test_authorizations (key, reference, token, amount, currency, status, reason, return_url, made_at)
            VALUES (@key, @reference, @token, @amount, @currency, @status, @reason, @returnUrl, @at)
            ON CONFLICT (key) DO UPDATE SET asked = test_authorizations.asked + 1
            RETURNING reference, status, reason, asked
            """,
            new { key, reference = Guid.NewGuid().ToString("N"), token, amount, currency, status, reason, returnUrl, at = Now }, ct))!;
        // The bank has decided, but its word is lost on the way.
        if (behaviour == TestCards.Late && row.Asked == 1) await Task.Delay(Timeout.Infinite, ct);
        return new ProviderAnswer(row.Status, row.Status == ProviderAnswer.Confirming ? $"{Root}/confirmation/{row.Reference}" : null, row.Reason);
    }

    public Task Void(string key, CancellationToken ct) =>
        db.Execute("UPDATE billing.test_authorizations SET status = 'voided' WHERE key = @key", new { key }, ct);

    /// <summary>What the buyer answered to the bank.</summary>
    /// <returns>Where the buyer goes back to; null: nothing is asked under this reference.</returns>
    public Task<string?> Confirm(string reference, bool accept, CancellationToken ct) => db.One<string>(
        """
        UPDATE billing.test_authorizations
        SET status = CASE WHEN status <> 'confirming' THEN status WHEN @accept THEN 'authorized' ELSE 'declined' END,
            reason = CASE WHEN status = 'confirming' AND NOT @accept THEN 'not_confirmed' ELSE reason END
        WHERE reference = @reference RETURNING return_url
        """,
        new { reference, accept }, ct);

    public Task<Asked?> Find(string reference, CancellationToken ct) => db.One<Asked>(
        """
        SELECT a.amount, a.currency::text AS currency, c.brand, c.last4
        FROM billing.test_authorizations a JOIN billing.test_cards c ON c.token = a.token WHERE a.reference = @reference
        """, new { reference }, ct);

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    internal sealed class Asked
    {
        public decimal Amount { get; init; }
        public string Currency { get; init; } = "";
        public string Brand { get; init; } = "";
        public string Last4 { get; init; } = "";
    }

    private sealed class Row
    {
        public string Reference { get; init; } = "";
        public string Status { get; init; } = "";
        public string? Reason { get; init; }
        public int Asked { get; init; }
    }
}
