using Modular.BuildingBlocks.Data;

namespace Modular.Identity.Features;

/// <summary>Shows the tools of the account, which of them the caller has, and what became of the last request for each.</summary>
internal static class SeeTools
{
    [SignedIn]
    public sealed record Query : IRequest<Result<View>>;

    public sealed class Handler(Db db, Tools tools, Caller caller) : IRequestHandler<Query, Result<View>>
    {
        public async Task<Result<View>> Handle(Query request, CancellationToken cancellationToken)
        {
            var asked = await db.Many<AccessRequest>(
                $"""
                SELECT DISTINCT ON (r.tool) {AccessRequest.Columns} {AccessRequest.From}
                WHERE r.account_id = @AccountId AND r.user_id = @UserId ORDER BY r.tool, r.asked_at DESC
                """,
                new { caller.AccountId, caller.UserId }, cancellationToken);
            return new View([.. tools.All(caller.IsStaff, caller.Role == MemberRole.Shopper).Select(tool => new Item(
                tool.Name, tool.Privileges, [.. tool.Privileges.Where(caller.Can)], tool.Main.All(caller.Can), asked.FirstOrDefault(r => r.Tool == tool.Name)))]);
        }
    }

    internal sealed record View(IReadOnlyList<Item> Items);

    /// <param name="Has">Those of its privileges that the caller has.</param>
    /// <param name="Held">Whether the caller has all that it is for; the managing of its settings may be missing.</param>
    /// <param name="Request">The caller's last one; null where there was none.</param>
    internal sealed record Item(string Tool, IReadOnlyList<string> Privileges, IReadOnlyList<string> Has, bool Held, AccessRequest? Request)
    {
        [System.Text.Json.Serialization.JsonIgnore]
        public IEnumerable<string> Missing => Privileges.Except(Has);
    }

    public static void Map(IEndpointRouteBuilder me) => me
        .MapGet("tools", async (ISender send, CancellationToken ct) => (await send.Send(new Query(), ct)).ToHttp())
        .Require<Query>();
}
