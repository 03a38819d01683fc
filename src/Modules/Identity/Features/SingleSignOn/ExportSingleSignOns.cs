using Microsoft.AspNetCore.Http;
using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Http.Exports;
using Modular.BuildingBlocks.Ui;
using Modular.Identity.SingleSignOn;

namespace Modular.Identity.Features.SingleSignOn;

/// <summary>Downloads the list of requests for single sign-on as it is filtered and sorted, all of it, as CSV or XLSX.</summary>
internal static class ExportSingleSignOns
{
    [Requires(IdentityPrivileges.DecideSingleSignOn)]
    public sealed record Query(SignOnFilter Filter, string? Sort, string? Format) : IRequest<Result<Rows<SignOnSettings>>>;

    public sealed class Rules : AbstractValidator<Query>
    {
        public Rules()
        {
            RuleFor(q => q.Format).FileFormat();
            RuleFor(q => q.Filter).SetValidator(new SignOnFilterRules()).OverridePropertyName("");
            RuleFor(q => new Paging(1, 1, q.Sort)).SetValidator(new PagingRules([.. SignOnFilter.Sorts.Columns.Keys])).OverridePropertyName("");
        }
    }

    public sealed class Handler(Db db) : IRequestHandler<Query, Result<Rows<SignOnSettings>>>
    {
        public Task<Result<Rows<SignOnSettings>>> Handle(Query request, CancellationToken cancellationToken) => Task.FromResult<Result<Rows<SignOnSettings>>>(
            new Rows<SignOnSettings>(db.Stream<SignOnSettings>(
                $"SELECT {SignOnSettings.Columns} {request.Filter.Sql} {SignOnFilter.Sorts.OrderBy(request.Sort)}", request.Filter.Args(), cancellationToken)));
    }

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapDownload<Query>("/api/single-sign-on/requests/export", "/single-sign-on/download", Download);

    private static async Task<IResult> Download(string? format, string? q, string? status, string? sort, ISender send, Texts texts, CancellationToken ct) =>
        (await send.Send(new Query(new SignOnFilter(q, status), sort, format), ct)).ToFile(
            texts["identity.sso_file"], format,
            [
                new(texts["identity.company_name"], o => o.AccountName),
                new(texts["identity.account_number"], o => o.AccountNumber),
                new(texts["identity.sso.issuer"], o => o.Issuer),
                new(texts["identity.sso.domains"], o => string.Join(", ", o.Domains)),
                new(texts["identity.sso.requested_by"], o => o.RequestedBy),
                new(texts["identity.sso.requested_at"], o => o.RequestedAt),
                new(texts["identity.status"], o => texts["identity.sso_status." + o.Status]),
                new(texts["identity.reason"], o => o.Reason),
            ]);
}
