namespace Modular.Ordering.Features;

/// <summary>Tells a guest how an order stands: who knows its number and where it goes or who placed it needs no sign-in.</summary>
internal static class LookUpOrder
{
    /// <param name="PostalCode">Of the delivery; or else the e-mail address of who ordered.</param>
    [AllowAnyone]
    [Limited("order-lookup", 20, 60)]
    public sealed record Command(string? OrderNumber, string? PostalCode, string? Email) : IRequest<Result<GuestOrder>>;

    public sealed class Rules : AbstractValidator<Command>
    {
        public Rules()
        {
            RuleFor(c => c.OrderNumber).NotEmpty().Line(40);
            RuleFor(c => c.PostalCode).Line(20);
            RuleFor(c => c.Email).Line(254);
            RuleFor(c => c).Must(c => string.IsNullOrWhiteSpace(c.PostalCode) != string.IsNullOrWhiteSpace(c.Email))
                .WithMessage(_ => OrderingTexts.Own["ordering.lookup_needs_proof"]).OverridePropertyName("postalCode");
        }
    }

    public sealed class Handler(GuestLookups lookups) : IRequestHandler<Command, Result<GuestOrder>>
    {
        public async Task<Result<GuestOrder>> Handle(Command request, CancellationToken cancellationToken)
        {
            var proof = string.IsNullOrWhiteSpace(request.PostalCode) ? request.Email! : request.PostalCode;
            return await lookups.Find(request.OrderNumber!.Trim(), proof.Trim(), cancellationToken) is { } found ? found : OrderingErrors.NothingFound;
        }
    }

    public sealed record Body(string? OrderNumber, string? PostalCode = null, string? Email = null);

    public static void Map(IEndpointRouteBuilder app) => app
        .MapPost("/api/order-lookup", async (Body body, ISender send, CancellationToken ct) =>
            (await send.Send(new Command(body.OrderNumber, body.PostalCode, body.Email), ct)).ToHttp())
        .Require<Command>();
}
