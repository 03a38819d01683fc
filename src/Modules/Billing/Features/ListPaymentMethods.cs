using Modular.BuildingBlocks.Data;

namespace Modular.Billing.Features;

/// <summary>"Tipos de pago": lists how the account pays, the default first; of cards only what may be shown.</summary>
internal static class ListPaymentMethods
{
    [Requires(BillingPrivileges.PlaceOrders, Or = BillingPrivileges.Manage)]
    public sealed record Query(PaymentMethodFilter Filter, Paging Paging) : IRequest<Result<View>>;

    public sealed class Rules : AbstractValidator<Query>
    {
        public Rules()
        {
            RuleFor(q => q.Filter).SetValidator(new PaymentMethodFilterRules()).OverridePropertyName("");
            RuleFor(q => q.Paging).SetValidator(new PagingRules([.. PaymentMethodFilter.Sorts.Columns.Keys])).OverridePropertyName("");
        }
    }

    public sealed class Handler(
        Db db, PaymentMethods methods, Integration.Identity.IAccountDirectory accounts, IEnumerable<Providers.IPaymentProvider> providers, TimeProvider time, Caller caller)
        : IRequestHandler<Query, Result<View>>
    {
        public async Task<Result<View>> Handle(Query request, CancellationToken cancellationToken)
        {
            var (filter, paging) = request;
            var (items, total) = await db.Counted<PaymentMethod>(
                $"SELECT {PaymentMethod.Columns} {filter.Sql} {PaymentMethodFilter.Sorts.OrderBy(paging.Sort)} LIMIT @size OFFSET @offset",
                $"SELECT count(*)::int {filter.Sql}",
                filter.Args(caller.AccountId, paging.Size, paging.Offset), cancellationToken);
            var known = await methods.All(caller.AccountId, cancellationToken);
            var account = await accounts.Account(caller.AccountId, cancellationToken);
            var offered = account is null ? [] : PaymentKinds.Offered(account.Kind, account.Country).Except(known.Select(m => m.Kind));
            var now = time.GetUtcNow().UtcDateTime;
            return new View(
                [.. items.Select(m => m.At(now))], [.. providers.Any() ? [PaymentKinds.Card] : Array.Empty<string>(), .. offered], paging.Page, paging.Size, total);
        }
    }

    /// <param name="CanAdd">The kinds that can be added.</param>
    internal sealed record View(IReadOnlyList<PaymentMethod> Items, IReadOnlyList<string> CanAdd, int Page, int Size, long Total);

    public static void Map(IEndpointRouteBuilder methods) => methods
        .MapGet("", async (string? kind, int? page, int? size, string? sort, ISender send, CancellationToken ct) =>
            (await send.Send(new Query(new PaymentMethodFilter(kind), Paging.Of(page, size, sort)), ct)).ToHttp())
        .Require<Query>();
}
