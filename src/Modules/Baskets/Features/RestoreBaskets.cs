namespace Modular.Baskets.Features;

/// <summary>Takes the deletion of several baskets back, each by its own rules (<see cref="RestoreBasket"/>).</summary>
internal static class RestoreBaskets
{
    [Requires(BasketsPrivileges.Edit)]
    public sealed record Command(IReadOnlyList<Guid>? Baskets) : IRequest<Result<Answer>>;

    public sealed class Rules : AbstractValidator<Command>
    {
        public Rules()
        {
            RuleFor(c => c.Baskets).NotEmpty();
            RuleFor(c => c.Baskets!.Count).LessThanOrEqualTo(DeleteBaskets.Most).OverridePropertyName("baskets").When(c => c.Baskets is not null);
        }
    }

    public sealed class Handler(IGrainFactory grains, Caller caller) : IRequestHandler<Command, Result<Answer>>
    {
        public async Task<Result<Answer>> Handle(Command request, CancellationToken cancellationToken)
        {
            var outcomes = await Task.WhenAll(request.Baskets!.Distinct().Select(async id =>
                (Id: id, Outcome: await grains.Basket(caller.AccountId, id).Restore(caller.AsEditor()))));
            return new Answer(
                [.. outcomes.Where(o => o.Outcome.IsSuccess).Select(o => o.Id)],
                [.. outcomes.Where(o => !o.Outcome.IsSuccess).Select(o => new NotDone(o.Id, o.Outcome.Error!))]);
        }
    }

    internal sealed record Answer(IReadOnlyList<Guid> Restored, IReadOnlyList<NotDone> Refused);

    internal sealed record NotDone(Guid Id, Error Reason);

    public static void Map(IEndpointRouteBuilder baskets) => baskets
        .MapPost("restoration", async (Body body, ISender send, BuildingBlocks.Ui.Texts texts, CancellationToken ct) =>
            (await send.Send(new Command(body.Baskets), ct)).Map(answer => new View(
                answer.Restored,
                [.. answer.Refused.Select(r => new Refusal(r.Id, r.Reason.Code, texts[r.Reason.Code, [.. r.Reason.Args]]))])).ToHttp())
        .Require<Command>();

    public sealed record Body(IReadOnlyList<Guid>? Baskets);

    internal sealed record View(IReadOnlyList<Guid> Restored, IReadOnlyList<Refusal> Refused);

    internal sealed record Refusal(Guid Id, string Code, string Message);
}
