namespace Modular.Baskets.Features;

/// <summary>Renames a basket or changes its visibility, end customer, purchase order number or notes; what is not given stays.</summary>
internal static class DescribeBasket
{
    [Requires(BasketsPrivileges.Edit)]
    public sealed record Command(
        Guid BasketId, Patch<string?> Name, Patch<Visibility?> Visibility, Patch<string?> PurchaseOrderNumber,
        Patch<string?> EndCustomer, Patch<string?> Notes, long? Seen) : IRequest<Result<BasketChanged>>;

    public sealed class Rules : AbstractValidator<Command>
    {
        public Rules()
        {
            RuleFor(c => c.Name.Value).NotEmpty().Line(Basket.NameLength).When(c => c.Name.Given).OverridePropertyName("name");
            RuleFor(c => c.Visibility.Value).NotNull().When(c => c.Visibility.Given).OverridePropertyName("visibility");
            RuleFor(c => c.PurchaseOrderNumber.Value).Line(35).OverridePropertyName("purchaseOrderNumber");
            RuleFor(c => c.EndCustomer.Value).Line(120).OverridePropertyName("endCustomer");
            RuleFor(c => c.Notes.Value).Prose(2000).OverridePropertyName("notes");
        }
    }

    public sealed class Handler(IGrainFactory grains, Caller caller) : IRequestHandler<Command, Result<BasketChanged>>
    {
        public async Task<Result<BasketChanged>> Handle(Command request, CancellationToken cancellationToken)
        {
            var patch = new DetailsPatch(
                request.Name.Given ? request.Name.Value!.Trim() : default(Patch<string>),
                request.Visibility.Given ? request.Visibility.Value!.Value : default(Patch<Visibility>),
                Text(request.PurchaseOrderNumber), Text(request.EndCustomer), Text(request.Notes));
            var changed = await grains.Basket(caller.AccountId, request.BasketId).Describe(caller.AsEditor(), patch, request.Seen);
            return changed.Map(BasketChanged.Of);
        }

        private static Patch<string?> Text(Patch<string?> patch) => patch.Given ? Blank.AsNull(patch.Value) : patch;
    }

    public sealed record Body
    {
        public string? Name { get => NamePatch.Value; init => NamePatch = value; }

        public Visibility? Visibility { get => VisibilityPatch.Value; init => VisibilityPatch = value; }

        public string? PurchaseOrderNumber { get => PurchaseOrderPatch.Value; init => PurchaseOrderPatch = value; }

        public string? EndCustomer { get => EndCustomerPatch.Value; init => EndCustomerPatch = value; }

        public string? Notes { get => NotesPatch.Value; init => NotesPatch = value; }

        internal Patch<string?> NamePatch { get; private init; }

        internal Patch<Visibility?> VisibilityPatch { get; private init; }

        internal Patch<string?> PurchaseOrderPatch { get; private init; }

        internal Patch<string?> EndCustomerPatch { get; private init; }

        internal Patch<string?> NotesPatch { get; private init; }
    }

    public static void Map(IEndpointRouteBuilder baskets) => baskets
        .MapPatch("{basketId:guid}", async (Guid basketId, Body body, IfMatch seen, ISender send, CancellationToken ct) =>
            (await send.Send(
                new Command(
                    basketId, body.NamePatch, body.VisibilityPatch, body.PurchaseOrderPatch, body.EndCustomerPatch, body.NotesPatch,
                    seen.Version),
                ct)).ToHttp())
        .Require<Command>();
}
