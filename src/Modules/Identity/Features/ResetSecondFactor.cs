namespace Modular.Identity.Features;

/// <summary>Takes the second factor from a user who has lost it.</summary>
internal static class ResetSecondFactor
{
    [Requires(IdentityPrivileges.ManageCollaborators, InPerson = true)]
    public sealed record Command(Guid UserId) : IRequest<Result<Done>>;

    public sealed class Handler(SecondFactors factors, Reach reach, Caller caller) : IRequestHandler<Command, Result<Done>>
    {
        public async Task<Result<Done>> Handle(Command request, CancellationToken cancellationToken)
        {
            var reached = await reach.Find(request.UserId, cancellationToken);
            if (reached.Value is not { } user) return reached.Error!;
            if (!caller.IsAdministrator) return IdentityErrors.AdministratorsOnly;
            return await factors.Remove(user.Id, cancellationToken) ? Done.Instance : IdentityErrors.SecondFactorOff;
        }
    }

    public static void Map(IEndpointRouteBuilder app) => app
        .MapDelete("/api/collaborators/{userId:guid}/second-factor", async (Guid userId, ISender send, CancellationToken ct) =>
            (await send.Send(new Command(userId), ct)).ToHttp())
        .Require<Command>();
}
