using Microsoft.AspNetCore.Http;
using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Http.Exports;
using Modular.BuildingBlocks.Ui;

namespace Modular.Identity.Features;

/// <summary>Downloads the list of accounts as it is filtered and sorted, all of it, as CSV or XLSX.</summary>
internal static class ExportAccounts
{
    [Requires(IdentityPrivileges.ViewAccounts)]
    public sealed record Query(AccountFilter Filter, string? Sort, string? Format) : IRequest<Result<Rows<ListedAccount>>>;

    public sealed class Rules : AbstractValidator<Query>
    {
        public Rules()
        {
            RuleFor(q => q.Format).FileFormat();
            RuleFor(q => q.Filter).SetValidator(new AccountFilterRules()).OverridePropertyName("");
            RuleFor(q => new Paging(1, 1, q.Sort)).SetValidator(new PagingRules([.. AccountFilter.Sorts.Columns.Keys])).OverridePropertyName("");
        }
    }

    public sealed class Handler(Db db) : IRequestHandler<Query, Result<Rows<ListedAccount>>>
    {
        public Task<Result<Rows<ListedAccount>>> Handle(Query request, CancellationToken cancellationToken) => Task.FromResult<Result<Rows<ListedAccount>>>(
            new Rows<ListedAccount>(db.Stream<ListedAccount>(
                $"SELECT {ListedAccount.Columns} {request.Filter.Sql} {AccountFilter.Sorts.OrderBy(request.Sort)}", request.Filter.Args(), cancellationToken)));
    }

    public static void Map(IEndpointRouteBuilder app) => app.MapDownload<Query>("/api/accounts/export", "/accounts/download", Download);

    private static async Task<IResult> Download(
        string? format, string? q, string? kind, string? country, string? status, string? sort, ISender send, Texts texts, CancellationToken ct) =>
        (await send.Send(new Query(AccountFilter.Of(q, kind, country, status), string.IsNullOrEmpty(sort) ? null : sort, format), ct)).ToFile(
            texts["identity.accounts_file"], format,
            [
                new(texts["identity.account_number"], a => a.Number),
                new(texts["identity.company_name"], a => a.Name),
                new(texts["identity.account_kind"], a => texts["identity.kind." + a.Kind]),
                new(texts["identity.country"], a => a.Country),
                new(texts["identity.currency"], a => a.Currency),
                new(texts["identity.status"], a => texts["identity.account_status." + a.Status]),
                new(texts["identity.created_at"], a => a.CreatedAt),
            ]);
}
