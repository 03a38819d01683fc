using Microsoft.AspNetCore.Http;
using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Http.Exports;
using Modular.BuildingBlocks.Ui;

namespace Modular.Identity.Features;

/// <summary>Downloads the address book as it is filtered and sorted, all of it, as CSV or XLSX.</summary>
internal static class ExportAddresses
{
    [Requires(IdentityPrivileges.PlaceOrders, Or = IdentityPrivileges.ManageAddresses)]
    public sealed record Query(AddressFilter Filter, string? Sort, string? Format) : IRequest<Result<Rows<BookAddress>>>;

    public sealed class Rules : AbstractValidator<Query>
    {
        public Rules()
        {
            RuleFor(q => q.Format).FileFormat();
            RuleFor(q => q.Filter).SetValidator(new AddressFilterRules()).OverridePropertyName("");
            RuleFor(q => new Paging(1, 1, q.Sort)).SetValidator(new PagingRules([.. AddressFilter.Sorts.Columns.Keys])).OverridePropertyName("");
        }
    }

    public sealed class Handler(Db db, Caller caller) : IRequestHandler<Query, Result<Rows<BookAddress>>>
    {
        public Task<Result<Rows<BookAddress>>> Handle(Query request, CancellationToken cancellationToken) => Task.FromResult<Result<Rows<BookAddress>>>(
            new Rows<BookAddress>(db.Stream<BookAddress>(
                $"SELECT {BookAddress.Columns} {request.Filter.Sql} {AddressFilter.Sorts.OrderBy(request.Sort)}",
                request.Filter.Args(caller.AccountId), cancellationToken)));
    }

    public static void Map(IEndpointRouteBuilder app) => app.MapDownload<Query>("/api/addresses/export", "/addresses/download", Download);

    private static async Task<IResult> Download(
        string? format, string? q, string? kind, string? country, string? sort, ISender send, Texts texts, CancellationToken ct) =>
        (await send.Send(new Query(new AddressFilter(q, kind is "" ? null : kind, country is "" ? null : country), sort, format), ct)).ToFile(
            texts["identity.addresses_file"], format,
            [
                new(texts["identity.address.name"], a => a.Name),
                new(texts["ui.address.attention"], a => a.Attention),
                new(texts["ui.address.line1"], a => a.Line1),
                new(texts["ui.address.line2"], a => a.Line2),
                new(texts["ui.address.postal_code"], a => a.PostalCode),
                new(texts["ui.address.city"], a => a.City),
                new(texts["ui.address.region"], a => a.Region),
                new(texts["ui.address.country"], a => a.Country),
                new(texts["ui.address.phone"], a => a.Phone),
                new(texts["identity.address.kinds"], a => Kinds(a.Kinds, texts)),
                new(texts["identity.address.default_for"], a => Kinds(a.DefaultFor, texts)),
            ]);

    private static string Kinds(IEnumerable<string> kinds, Texts texts) => string.Join(", ", kinds.Select(kind => texts["identity.address.kind." + kind]));
}
