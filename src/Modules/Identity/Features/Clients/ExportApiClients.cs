using Microsoft.AspNetCore.Http;
using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Http.Exports;
using Modular.BuildingBlocks.Ui;
using Modular.Identity.Clients;

namespace Modular.Identity.Features.Clients;

/// <summary>Downloads the list of programs as it is filtered and sorted, all of it, as CSV or XLSX.</summary>
internal static class ExportApiClients
{
    [Requires(IdentityPrivileges.ManageApiClients)]
    public sealed record Query(ApiClientFilter Filter, string? Sort, string? Format) : IRequest<Result<Rows<ApiClient>>>;

    public sealed class Rules : AbstractValidator<Query>
    {
        public Rules()
        {
            RuleFor(q => q.Format).FileFormat();
            RuleFor(q => q.Filter).SetValidator(new ApiClientFilterRules()).OverridePropertyName("");
            RuleFor(q => new Paging(1, 1, q.Sort)).SetValidator(new PagingRules([.. ApiClientFilter.Sorts.Columns.Keys])).OverridePropertyName("");
        }
    }

    public sealed class Handler(Db db, Caller caller) : IRequestHandler<Query, Result<Rows<ApiClient>>>
    {
        public Task<Result<Rows<ApiClient>>> Handle(Query request, CancellationToken cancellationToken) => Task.FromResult<Result<Rows<ApiClient>>>(
            new Rows<ApiClient>(db.Stream<ApiClient>(
                $"SELECT {ApiClient.Columns} {request.Filter.Sql} {ApiClientFilter.Sorts.OrderBy(request.Sort)}",
                request.Filter.Args(caller.AccountId), cancellationToken)));
    }

    public static void Map(IEndpointRouteBuilder app) => app.MapDownload<Query>("/api/api-clients/export", "/api-clients/download", Download);

    private static async Task<IResult> Download(
        string? format, string? q, string? scope, string? status, string? sort, ISender send, Texts texts, GrantablePrivileges privileges, CancellationToken ct) =>
        (await send.Send(new Query(new ApiClientFilter(q, scope, status), sort, format), ct)).ToFile(
            texts["identity.clients_file"], format,
            [
                new(texts["identity.name"], c => c.Name),
                new(texts["identity.client.id"], c => c.ClientId),
                new(texts["identity.client.scopes"], c => privileges.Summary(false, c.Scopes, texts)),
                new(texts["identity.client.created_by"], c => c.CreatedBy),
                new(texts["identity.client.created_at"], c => c.CreatedAt),
                new(texts["identity.client.last_used"], c => c.LastUsedAt),
                new(texts["identity.client.last_used_address"], c => c.LastUsedAddress),
                new(texts["identity.status"], c => texts["identity.client_status." + c.Status]),
            ]);
}
