using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Modular.Billing.Providers;
using Modular.BuildingBlocks.Ui;
using Modular.Integration.Billing;

namespace Modular.Billing;

/// <inheritdoc cref="IPayments"/>
internal sealed class Payments(
    PaymentMethods methods, Authorizations authorizations, IEnumerable<IPaymentProvider> providers, IOptions<BillingOptions> options, Texts texts,
    ILogger<Payments> log) : IPayments
{
    public async Task<IReadOnlyList<PaymentType>> Choices(Guid accountId, CancellationToken ct = default) =>
        [.. (await methods.All(accountId, ct)).Where(m => !m.IsExpired).Select(Tell)];

    public async Task<PaymentType?> Find(Guid accountId, Guid id, CancellationToken ct = default) =>
        await methods.Find(accountId, id, ct) is { } method ? Tell(method) : null;

    public async Task<Payment> Authorize(PaymentWish wish, CancellationToken ct = default)
    {
        if (await Find(wish.AccountId, wish.PaymentTypeId, ct) is not { } type) return new Payment(PaymentState.Unknown, wish.OrderId);
        if (type.IsExpired) return new Payment(PaymentState.Expired, wish.OrderId, type);
        var needed = type.Kind == PaymentKinds.Card;
        if (await authorizations.Begin(wish, needed, ct) is not { } authorization) return new Payment(PaymentState.Busy, wish.OrderId, type);
        if (authorization.Status != "authorized") authorization = await Ask(authorization, wish, ct);
        return authorization.Status switch
        {
            "authorized" => new Payment(PaymentState.Granted, authorization.OrderId, type),
            "confirming" => new Payment(PaymentState.NeedsConfirmation, authorization.OrderId, type, authorization.ConfirmationUrl),
            "pending" => new Payment(PaymentState.Pending, authorization.OrderId, type),
            _ => new Payment(PaymentState.Declined, authorization.OrderId, type, Reason: authorization.Reason),
        };
    }

    public async Task Release(Guid accountId, Guid orderId, CancellationToken ct = default) => await authorizations.Release(accountId, orderId, ct);

    private async Task<Authorization> Ask(Authorization authorization, PaymentWish wish, CancellationToken ct)
    {
        var token = await methods.Token(wish.AccountId, wish.PaymentTypeId, ct);
        if (token is null || providers.FirstOrDefault() is not { } provider) return authorization;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(options.Value.ProviderTimeout);
        try
        {
            var answer = await provider.Authorize(
                authorization.Key, token, wish.Amount, wish.Currency, wish.ReturnPath + authorization.OrderId, patience.Token);
            // From here on the answer is known: it is noted, whether or not the caller still waits.
            var noted = await authorizations.Note(authorization, answer.Status, answer.ConfirmationUrl, answer.Reason, CancellationToken.None);
            // Somebody was faster: noted the same answer, or gave it back.
            var status = noted || await authorizations.Status(authorization, CancellationToken.None) == answer.Status ? answer.Status : "pending";
            return authorization with { Status = status, ConfirmationUrl = answer.ConfirmationUrl, Reason = answer.Reason };
        }
        catch (Exception late) when (late is TimeoutException or HttpRequestException || (late is OperationCanceledException && !ct.IsCancellationRequested))
        {
            log.LogWarning("Payment provider {Provider} has not answered for {Key}: {Reason}", provider.Name, authorization.Key, late.Message);
            return authorization with { Status = "pending" };
        }
    }

    private PaymentType Tell(PaymentMethod m) => new(m.Id, m.Kind, m.Label(texts), m.IsDefault, m.IsExpired);
}
