using Modular.BuildingBlocks.Data;

namespace Modular.Notifications.Features;

/// <summary>Lists the e-mails of all accounts for the distributor's staff: those that wait, went out or died.</summary>
internal static class ListMessages
{
    [Requires(NotificationsPrivileges.Manage)]
    public sealed record Query(MessageFilter Filter, Paging Paging) : IRequest<Result<Listing<MessageView>>>;

    public sealed class Rules : AbstractValidator<Query>
    {
        public Rules()
        {
            RuleFor(q => q.Filter).SetValidator(new MessageFilterRules()).OverridePropertyName("");
            RuleFor(q => q.Paging).SetValidator(new PagingRules([.. MessageList.Sorts.Columns.Keys])).OverridePropertyName("");
        }
    }

    public sealed class Handler(Db db) : IRequestHandler<Query, Result<Listing<MessageView>>>
    {
        public async Task<Result<Listing<MessageView>>> Handle(Query request, CancellationToken cancellationToken)
        {
            var (filter, paging) = request;
            var (items, total) = await db.Counted<MessageView>(
                $"SELECT {MessageFilter.Columns} {filter.Sql} {MessageList.Sorts.OrderBy(paging.Sort)} LIMIT @size OFFSET @offset",
                $"SELECT count(*)::int {filter.Sql}",
                filter.Args(paging.Size, paging.Offset), cancellationToken);
            return new Listing<MessageView>(items, paging.Page, paging.Size, total);
        }
    }

    public static void Map(IEndpointRouteBuilder messages) => messages
        .MapGet("", async (string? status, string? q, int? page, int? size, string? sort, ISender send, CancellationToken ct) =>
            (await send.Send(new Query(new MessageFilter(status, q), Paging.Of(page, size, sort)), ct)).ToHttp())
        .Require<Query>();
}
