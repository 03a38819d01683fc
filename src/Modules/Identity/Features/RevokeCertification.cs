namespace Modular.Identity.Features;

/// <summary>The distributor takes a certification away from an account.</summary>
internal static class RevokeCertification
{
    [Requires(IdentityPrivileges.ManageCertifications)]
    public sealed record Command(Guid AccountId, string Code) : IRequest<Result<Done>>;

    public sealed class Handler(Certifications certifications) : IRequestHandler<Command, Result<Done>>
    {
        public Task<Result<Done>> Handle(Command request, CancellationToken cancellationToken) =>
            certifications.Revoke(request.AccountId, request.Code.Trim().ToUpperInvariant(), cancellationToken);
    }

    public static void Map(IEndpointRouteBuilder certifications) => certifications
        .MapDelete("{code}", async (Guid accountId, string code, ISender send, CancellationToken ct) =>
            (await send.Send(new Command(accountId, code), ct)).ToHttp())
        .Require<Command>();
}
