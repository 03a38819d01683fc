namespace Modular.Identity.Features;

/// <summary>Asks for a tool of the account; whoever manages its people is told and decides.</summary>
internal static class AskForTool
{
    /// <param name="Tool">One of those that <see cref="SeeTools"/> shows.</param>
    [SignedIn(InPerson = true)]
    public sealed record Command(string? Tool, string? Reason) : IRequest<Result<AccessRequest>>;

    public sealed class Rules : AbstractValidator<Command>
    {
        public Rules()
        {
            RuleFor(c => c.Tool).NotEmpty().Line(40);
            RuleFor(c => c.Reason).NotEmpty().Prose(500);
        }
    }

    public sealed class Handler(AccessRequests requests, Tools tools, Caller caller, CommandId id) : IRequestHandler<Command, Result<AccessRequest>>
    {
        public async Task<Result<AccessRequest>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (tools.Find(request.Tool, caller.IsStaff, caller.Role == MemberRole.Shopper) is not { } tool) return IdentityErrors.ToolUnknown;
            return tool.Privileges.All(caller.Can)
                ? IdentityErrors.ToolHeld
                : await requests.Ask(caller, id.Value, tool.Name, request.Reason!.Trim(), cancellationToken);
        }
    }

    public sealed record Body(string? Tool, string? Reason);

    public static void Map(IEndpointRouteBuilder requests) => requests
        .MapPost("", async (Body body, ISender send, CancellationToken ct) =>
            (await send.Send(new Command(body.Tool, body.Reason), ct)).ToCreated(r => $"/api/access-requests/{r.Id}"))
        .Require<Command>().Idempotent();
}
