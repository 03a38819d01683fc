namespace Modular.Ordering.Features;

/// <summary>Writes a quick-pay profile anew.</summary>
internal static class ChangeQuickPayProfile
{
    [Requires(OrderingPrivileges.ManageQuickPay)]
    public sealed record Command(Guid Id, QuickPayEntry Entry, long? Seen) : IRequest<Result<QuickPayProfile>>;

    public sealed class Rules : AbstractValidator<Command>
    {
        public Rules() => RuleFor(c => c.Entry).SetValidator(new QuickPayEntryRules()).OverridePropertyName("");
    }

    public sealed class Handler(QuickPayProfiles profiles, Caller caller) : IRequestHandler<Command, Result<QuickPayProfile>>
    {
        public Task<Result<QuickPayProfile>> Handle(Command request, CancellationToken cancellationToken) =>
            profiles.Change(caller.AccountId, request.Id, request.Entry, request.Seen, cancellationToken);
    }

    public static void Map(IEndpointRouteBuilder profiles) => profiles
        .MapPut("{id:guid}", async (Guid id, QuickPayEntry body, IfMatch seen, ISender send, CancellationToken ct) =>
            (await send.Send(new Command(id, body, seen.Version), ct)).ToHttp())
        .Require<Command>();
}
