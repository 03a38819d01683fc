using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Ui;

namespace Modular.Identity.Features;

/// <summary>Lists companies that applied to become resellers, those that wait longest first.</summary>
internal static class ListApplications
{
    private static readonly Sorting Sorts = new(
        new Dictionary<string, string> { ["receivedAt"] = "received_at", ["company"] = "lower(company)" }, "receivedAt", "id");

    [Requires(IdentityPrivileges.ReviewApplications)]
    public sealed record Query(string? Status, Paging Paging) : IRequest<Result<Listing<ResellerApplication>>>;

    public sealed class Rules : AbstractValidator<Query>
    {
        public Rules()
        {
            RuleFor(q => q.Status).Must(s => s is null || ResellerApplication.Statuses.Contains(s))
                .WithMessage(_ => Texts.Shared["request.one_of", string.Join(", ", ResellerApplication.Statuses)]);
            RuleFor(q => q.Paging).SetValidator(new PagingRules([.. Sorts.Columns.Keys])).OverridePropertyName("");
        }
    }

    public sealed class Handler(Db db) : IRequestHandler<Query, Result<Listing<ResellerApplication>>>
    {
        public async Task<Result<Listing<ResellerApplication>>> Handle(Query request, CancellationToken cancellationToken)
        {
            var (status, paging) = request;
            const string Where = "FROM identity.reseller_applications WHERE @status::text IS NULL OR status = @status";
            var (items, total) = await db.Counted<ResellerApplication>(
                $"SELECT {ResellerApplication.Columns} {Where} {Sorts.OrderBy(paging.Sort)} LIMIT @Size OFFSET @Offset",
                $"SELECT count(*)::int {Where}",
                new { status, paging.Size, paging.Offset }, cancellationToken);
            return new Listing<ResellerApplication>(items, paging.Page, paging.Size, total);
        }
    }

    public static void Map(IEndpointRouteBuilder applications) => applications
        .MapGet("", async (string? status, int? page, int? size, string? sort, ISender send, CancellationToken ct) =>
            (await send.Send(new Query(status, Paging.Of(page, size, sort)), ct)).ToHttp())
        .Require<Query>();
}
