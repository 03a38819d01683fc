using Modular.BuildingBlocks.Audit;

namespace Modular.Baskets.Features;

/// <summary>Sets a line's quantity, its notes, or both; in a shared basket only on the version that the caller has seen.</summary>
internal static class ChangeLine
{
    [Requires(BasketsPrivileges.Edit)]
    public sealed record Command(Guid BasketId, Guid LineId, int? Quantity, Patch<string?> Notes, long? Seen)
        : IRequest<Result<LineChanged>>;

    public sealed class Rules : AbstractValidator<Command>
    {
        public Rules()
        {
            RuleFor(c => c.Quantity).InclusiveBetween(1, Basket.MaxQuantity);
            RuleFor(c => c.Quantity).NotNull().When(c => !c.Notes.Given);
            RuleFor(c => c.Notes.Value).Prose(500).OverridePropertyName("notes");
        }
    }

    public sealed class Handler(LineChanges changes, Caller caller) : IRequestHandler<Command, Result<LineChanged>>
    {
        public async Task<Result<LineChanged>> Handle(Command request, CancellationToken cancellationToken)
        {
            var notes = request.Notes.Given ? Blank.AsNull(request.Notes.Value) : default(Patch<string?>);
            var changed = await changes.Send(
                caller.AccountId, request.BasketId,
                new LineChange(caller.AsEditor(), Actor.Current, request.LineId, request.Quantity, notes, request.Seen));
            return changed.Map(state => LineChanged.Of(state)!);
        }
    }

    public sealed record Body
    {
        public int? Quantity { get; init; }

        public string? Notes { get => Patch.Value; init => Patch = value; }

        internal Patch<string?> Patch { get; private init; }
    }

    public static void Map(IEndpointRouteBuilder baskets) => baskets
        .MapPatch("{basketId:guid}/lines/{lineId:guid}", async (
            Guid basketId, Guid lineId, Body body, IfMatch seen, ISender send, CancellationToken ct) =>
            (await send.Send(new Command(basketId, lineId, body.Quantity, body.Patch, seen.Version), ct)).ToHttp())
        .Require<Command>();
}
