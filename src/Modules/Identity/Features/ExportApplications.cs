using Microsoft.AspNetCore.Http;
using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Http.Exports;
using Modular.BuildingBlocks.Ui;

namespace Modular.Identity.Features;

/// <summary>Downloads the list of applications as it is filtered and sorted, all of it, as CSV or XLSX.</summary>
internal static class ExportApplications
{
    [Requires(IdentityPrivileges.ReviewApplications)]
    public sealed record Query(ApplicationFilter Filter, string? Sort, string? Format) : IRequest<Result<Rows<ResellerApplication>>>;

    public sealed class Rules : AbstractValidator<Query>
    {
        public Rules()
        {
            RuleFor(q => q.Format).FileFormat();
            RuleFor(q => q.Filter).SetValidator(new ApplicationFilterRules()).OverridePropertyName("");
            RuleFor(q => new Paging(1, 1, q.Sort)).SetValidator(new PagingRules([.. ApplicationFilter.Sorts.Columns.Keys])).OverridePropertyName("");
        }
    }

    public sealed class Handler(Db db) : IRequestHandler<Query, Result<Rows<ResellerApplication>>>
    {
        public Task<Result<Rows<ResellerApplication>>> Handle(Query request, CancellationToken cancellationToken) =>
            Task.FromResult<Result<Rows<ResellerApplication>>>(new Rows<ResellerApplication>(db.Stream<ResellerApplication>(
                $"SELECT {ResellerApplication.Columns} {request.Filter.Sql} {ApplicationFilter.Sorts.OrderBy(request.Sort)}",
                request.Filter.Args(), cancellationToken)));
    }

    public static void Map(IEndpointRouteBuilder app) => app.MapDownload<Query>("/api/reseller-applications/export", "/applications/download", Download);

    private static async Task<IResult> Download(
        string? format, string? q, string? status, string? country, string? sort, ISender send, Texts texts, CancellationToken ct) =>
        (await send.Send(new Query(new ApplicationFilter(q, status, country), sort, format), ct)).ToFile(
            texts["identity.applications_file"], format,
            [
                new(texts["identity.reference"], a => a.Reference),
                new(texts["identity.company_name"], a => a.Company),
                new(texts["identity.country"], a => a.Country),
                new(texts["identity.tax_id"], a => a.TaxId),
                new(texts["identity.business_activity"], a => a.BusinessActivity),
                new(texts["identity.applied_by"], a => a.ApplicantName),
                new(texts["identity.email"], a => a.Email),
                new(texts["identity.received_at"], a => a.ReceivedAt),
                new(texts["identity.status"], a => texts["identity.application." + a.Status]),
                new(texts["identity.decided_at"], a => a.DecidedAt),
                new(texts["identity.reason"], a => a.Reason),
            ]);
}
