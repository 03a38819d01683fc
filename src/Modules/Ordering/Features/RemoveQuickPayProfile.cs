namespace Modular.Ordering.Features;

/// <summary>Forgets a quick-pay profile.</summary>
internal static class RemoveQuickPayProfile
{
    [Requires(OrderingPrivileges.ManageQuickPay)]
    public sealed record Command(Guid Id) : IRequest<Result<Done>>;

    public sealed class Handler(QuickPayProfiles profiles, Caller caller) : IRequestHandler<Command, Result<Done>>
    {
        public Task<Result<Done>> Handle(Command request, CancellationToken cancellationToken) =>
            profiles.Remove(caller.AccountId, request.Id, cancellationToken);
    }

    public static void Map(IEndpointRouteBuilder profiles) => profiles
        .MapDelete("{id:guid}", async (Guid id, ISender send, CancellationToken ct) => (await send.Send(new Command(id), ct)).ToHttp())
        .Require<Command>();
}
