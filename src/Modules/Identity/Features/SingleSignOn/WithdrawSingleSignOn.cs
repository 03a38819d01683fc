using Modular.Identity.SingleSignOn;

namespace Modular.Identity.Features.SingleSignOn;

/// <summary>An administrator does without it from now on: its sessions end, and passwords work for everybody.</summary>
internal static class WithdrawSingleSignOn
{
    [Requires(IdentityPrivileges.ManageSingleSignOn)]
    public sealed record Command : IRequest<Result<Done>>;

    public sealed class Handler(SignOnStore store, Caller caller) : IRequestHandler<Command, Result<Done>>
    {
        public async Task<Result<Done>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (await store.Find(caller.AccountId, cancellationToken) is null) return IdentityErrors.SignOnUnknown;
            if (!caller.IsAdministrator) return IdentityErrors.AdministratorsOnly;
            return (await store.Withdraw(caller, cancellationToken)).Map(_ => Done.Instance);
        }
    }

    public static void Map(IEndpointRouteBuilder app) => app
        .MapDelete("/api/single-sign-on", async (ISender send, CancellationToken ct) => (await send.Send(new Command(), ct)).ToHttp())
        .Require<Command>();
}
