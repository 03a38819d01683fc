namespace Modular.Ordering.Features;

/// <summary>Keeps addresses, payment type and way of shipping under a name, for ordering in one step.</summary>
internal static class AddQuickPayProfile
{
    [Requires(OrderingPrivileges.ManageQuickPay)]
    public sealed record Command(QuickPayEntry Entry) : IRequest<Result<QuickPayProfile>>;

    public sealed class Rules : AbstractValidator<Command>
    {
        public Rules() => RuleFor(c => c.Entry).SetValidator(new QuickPayEntryRules()).OverridePropertyName("");
    }

    public sealed class Handler(QuickPayProfiles profiles, CommandId command, Caller caller) : IRequestHandler<Command, Result<QuickPayProfile>>
    {
        public Task<Result<QuickPayProfile>> Handle(Command request, CancellationToken cancellationToken) =>
            profiles.Add(caller.AccountId, command.Value, request.Entry, cancellationToken);
    }

    public static void Map(IEndpointRouteBuilder profiles) => profiles
        .MapPost("", async (QuickPayEntry body, ISender send, CancellationToken ct) =>
            (await send.Send(new Command(body), ct)).ToCreated(p => $"/api/quick-pay-profiles/{p.Id}"))
        .Require<Command>().Idempotent();
}
