using Modular.Identity.Clients;

namespace Modular.Identity.Features.Clients;

/// <summary>Gives a program a new secret; the old ones stay valid for a while, so that nothing stands still.</summary>
internal static class AddClientSecret
{
    private const int LongestOverlap = 30 * 24;

    /// <param name="OverlapHours">How long the old ones stay valid; null: as configured.</param>
    [Requires(IdentityPrivileges.ManageApiClients)]
    public sealed record Command(Guid Id, int? OverlapHours) : IRequest<Result<ShownSecret>>;

    public sealed class Rules : AbstractValidator<Command>
    {
        public Rules() => RuleFor(c => c.OverlapHours).InclusiveBetween(0, LongestOverlap);
    }

    public sealed class Handler(ApiClients clients, Caller caller) : IRequestHandler<Command, Result<ShownSecret>>
    {
        public async Task<Result<ShownSecret>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (await clients.Find(caller.AccountId, request.Id, cancellationToken) is null) return IdentityErrors.ClientUnknown;
            if (!caller.IsAdministrator) return IdentityErrors.AdministratorsOnly;
            var overlap = request.OverlapHours is { } hours ? TimeSpan.FromHours(hours) : (TimeSpan?)null;
            return await clients.Rotate(caller, request.Id, overlap, cancellationToken);
        }
    }

    public sealed record Body(int? OverlapHours);

    public static void Map(IEndpointRouteBuilder clients) => clients
        .MapPost("{id:guid}/secrets", async (Guid id, Body body, ISender send, CancellationToken ct) =>
            (await send.Send(new Command(id, body.OverlapHours), ct)).ToCreated(shown => $"/api/api-clients/{shown.Id}"))
        .Require<Command>();
}
