using Modular.Integration.Catalog;

namespace Modular.Identity.Features;

/// <summary>The distributor certifies an account, or says anew until when.</summary>
internal static class GrantCertification
{
    /// <param name="ValidUntil">The last day, in UTC; null: it does not expire.</param>
    [Requires(IdentityPrivileges.ManageCertifications)]
    public sealed record Command(Guid AccountId, string? Code, DateOnly? ValidUntil) : IRequest<Result<Certification>>;

    public sealed class Rules : AbstractValidator<Command>
    {
        public Rules() => RuleFor(c => c.Code).NotEmpty().Line(40);
    }

    public sealed class Handler(Certifications certifications, ICertificationCodes codes) : IRequestHandler<Command, Result<Certification>>
    {
        public async Task<Result<Certification>> Handle(Command request, CancellationToken cancellationToken)
        {
            var code = request.Code!.Trim().ToUpperInvariant();
            if (request.ValidUntil < certifications.Today) return IdentityErrors.CertificationOver;
            // What an account holds may be extended also when no product asks for it any more.
            return (await codes.All(cancellationToken)).Contains(code) || await certifications.Holds(request.AccountId, code, cancellationToken)
                ? await certifications.Grant(request.AccountId, code, request.ValidUntil, cancellationToken)
                : IdentityErrors.CertificationUnknown;
        }
    }

    public sealed record Body(DateOnly? ValidUntil);

    public static void Map(IEndpointRouteBuilder certifications) => certifications
        .MapPut("{code}", async (Guid accountId, string code, Body body, ISender send, CancellationToken ct) =>
            (await send.Send(new Command(accountId, code, body.ValidUntil), ct)).ToHttp())
        .Require<Command>();
}
