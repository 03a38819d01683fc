using Microsoft.AspNetCore.Http;
using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Http.Exports;
using Modular.BuildingBlocks.Ui;

namespace Modular.Billing.Features;

/// <summary>Downloads the payment types as they are filtered and sorted, as CSV or XLSX; of cards only what may be shown.</summary>
internal static class ExportPaymentMethods
{
    [Requires(BillingPrivileges.PlaceOrders, Or = BillingPrivileges.Manage)]
    public sealed record Query(PaymentMethodFilter Filter, string? Sort, string? Format) : IRequest<Result<Rows<PaymentMethod>>>;

    public sealed class Rules : AbstractValidator<Query>
    {
        public Rules()
        {
            RuleFor(q => q.Format).FileFormat();
            RuleFor(q => q.Filter).SetValidator(new PaymentMethodFilterRules()).OverridePropertyName("");
            RuleFor(q => new Paging(1, 1, q.Sort)).SetValidator(new PagingRules([.. PaymentMethodFilter.Sorts.Columns.Keys])).OverridePropertyName("");
        }
    }

    public sealed class Handler(Db db, TimeProvider time, Caller caller) : IRequestHandler<Query, Result<Rows<PaymentMethod>>>
    {
        public Task<Result<Rows<PaymentMethod>>> Handle(Query request, CancellationToken cancellationToken)
        {
            var now = time.GetUtcNow().UtcDateTime;
            return Task.FromResult<Result<Rows<PaymentMethod>>>(new Rows<PaymentMethod>(db.Stream<PaymentMethod>(
                $"SELECT {PaymentMethod.Columns} {request.Filter.Sql} {PaymentMethodFilter.Sorts.OrderBy(request.Sort)}",
                request.Filter.Args(caller.AccountId), cancellationToken).Select(m => m.At(now))));
        }
    }

    public static void Map(IEndpointRouteBuilder app) => app.MapDownload<Query>("/api/payment-methods/export", "/payment-methods/download", Download);

    private static async Task<IResult> Download(string? format, string? kind, string? sort, ISender send, Texts texts, CancellationToken ct) =>
        (await send.Send(new Query(new PaymentMethodFilter(kind is "" ? null : kind), sort, format), ct)).ToFile(
            texts["billing.payment_types_file"], format,
            [
                new(texts["billing.payment_type"], m => m.Label(texts)),
                new(texts["billing.holder"], m => m.Holder),
                new(texts["billing.expiry"], m => m.Expiry),
                new(texts["billing.status"], m => Status(m, texts)),
                new(texts["billing.added_at"], m => m.AddedAt),
            ]);

    private static string Status(PaymentMethod method, Texts texts) => string.Join(
        ", ", new[] { (method.IsExpired, "billing.expired"), (method.IsDefault, "billing.default") }.Where(s => s.Item1).Select(s => texts[s.Item2]));
}
