namespace Modular.Baskets.Features;

/// <summary>Opens an empty basket: private, public (a template for the company) or shared.</summary>
internal static class CreateBasket
{
    [Requires(BasketsPrivileges.Edit)]
    public sealed record Command(
        string? Name, Visibility? Visibility, string? PurchaseOrderNumber = null, string? EndCustomer = null, string? Notes = null)
        : IRequest<Result<BasketChanged>>;

    public sealed class Rules : AbstractValidator<Command>
    {
        public Rules()
        {
            RuleFor(c => c.Name).NotEmpty().Line(Basket.NameLength);
            RuleFor(c => c.PurchaseOrderNumber).Line(35);
            RuleFor(c => c.EndCustomer).Line(120);
            RuleFor(c => c.Notes).Prose(2000);
        }
    }

    public sealed class Handler(IGrainFactory grains, Caller caller, CommandId id) : IRequestHandler<Command, Result<BasketChanged>>
    {
        public async Task<Result<BasketChanged>> Handle(Command request, CancellationToken cancellationToken)
        {
            var details = new BasketDetails(
                request.Name!.Trim(), request.Visibility ?? Visibility.Private,
                Blank.AsNull(request.PurchaseOrderNumber), Blank.AsNull(request.EndCustomer), Blank.AsNull(request.Notes));
            var opened = await grains.BasketAccount(caller.AccountId).Open(caller.AsEditor(), id.Value, details, []);
            return opened.Map(BasketChanged.Of);
        }
    }

    public static void Map(IEndpointRouteBuilder baskets) => baskets
        .MapPost("", async (Command command, ISender send, CancellationToken ct) =>
            (await send.Send(command, ct)).ToCreated(b => $"/api/baskets/{b.Id}"))
        .Require<Command>().Idempotent();
}
