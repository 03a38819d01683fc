using Modular.BuildingBlocks.Data;

namespace Modular.Baskets.Features;

/// <summary>Deletes several baskets, each by its own rules: what may not be deleted holds the others not back.</summary>
internal static class DeleteBaskets
{
    public const int Most = Paging.MaxSize;

    [Requires(BasketsPrivileges.Edit)]
    public sealed record Command(IReadOnlyList<Seen>? Baskets) : IRequest<Result<Answer>>;

    /// <param name="Version">As it was seen; needed for a shared basket.</param>
    public sealed record Seen(Guid Id, long? Version);

    public sealed class Rules : AbstractValidator<Command>
    {
        public Rules()
        {
            RuleFor(c => c.Baskets).NotEmpty();
            RuleFor(c => c.Baskets!.Count).LessThanOrEqualTo(Most).OverridePropertyName("baskets").When(c => c.Baskets is not null);
            RuleForEach(c => c.Baskets).NotNull();
        }
    }

    public sealed class Handler(IGrainFactory grains, Db db, Caller caller) : IRequestHandler<Command, Result<Answer>>
    {
        public async Task<Result<Answer>> Handle(Command request, CancellationToken cancellationToken)
        {
            var baskets = request.Baskets!.DistinctBy(b => b.Id).ToArray();
            var names = await Names([.. baskets.Select(b => b.Id)], cancellationToken);
            var outcomes = await Task.WhenAll(baskets.Select(async b =>
                (b.Id, Outcome: await grains.Basket(caller.AccountId, b.Id).Delete(caller.AsEditor(), b.Version))));
            return new Answer(
                [.. outcomes.Where(o => o.Outcome.IsSuccess).Select(o => new Named(o.Id, o.Outcome.Value!.Details.Name))],
                [.. outcomes.Where(o => !o.Outcome.IsSuccess).Select(o => new NotDone(o.Id, names.GetValueOrDefault(o.Id), o.Outcome.Error!))]);
        }

        /// <summary>Of those that the caller may see; a stranger's basket stays without a name.</summary>
        private async Task<Dictionary<Guid, string>> Names(Guid[] ids, CancellationToken ct) => (await db.Many<Named>(
            """
            SELECT id, name FROM baskets.baskets
            WHERE id = ANY(@ids) AND account_id = @AccountId AND status <> 'deleted' AND (owner_id = @UserId OR visibility <> 'private')
            """,
            new { ids, caller.AccountId, caller.UserId }, ct)).ToDictionary(b => b.Id, b => b.Name);
    }

    internal sealed record Answer(IReadOnlyList<Named> Deleted, IReadOnlyList<NotDone> Refused);

    internal sealed record Named(Guid Id, string Name);

    /// <param name="Name">Null where there is no such basket for the caller.</param>
    internal sealed record NotDone(Guid Id, string? Name, Error Reason);

    public static void Map(IEndpointRouteBuilder baskets) => baskets
        .MapPost("deletion", async (Body body, ISender send, BuildingBlocks.Ui.Texts texts, CancellationToken ct) =>
            (await send.Send(new Command(body.Baskets), ct)).Map(answer => new View(
                answer.Deleted,
                [.. answer.Refused.Select(r => new Refusal(r.Id, r.Name, r.Reason.Code, texts[r.Reason.Code, [.. r.Reason.Args]]))])).ToHttp())
        .Require<Command>();

    public sealed record Body(IReadOnlyList<Seen>? Baskets);

    internal sealed record View(IReadOnlyList<Named> Deleted, IReadOnlyList<Refusal> Refused);

    internal sealed record Refusal(Guid Id, string? Name, string Code, string Message);
}
