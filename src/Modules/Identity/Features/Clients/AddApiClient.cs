using Modular.Identity.Clients;

namespace Modular.Identity.Features.Clients;

/// <summary>Adds a program that may ask for the account by itself; its secret is answered this once.</summary>
internal static class AddApiClient
{
    /// <param name="Scopes">Privileges that the account can hold.</param>
    [Requires(IdentityPrivileges.ManageApiClients)]
    public sealed record Command(string? Name, IReadOnlyCollection<string>? Scopes) : IRequest<Result<ShownSecret>>;

    public sealed class Rules : AbstractValidator<Command>
    {
        public Rules()
        {
            RuleFor(c => c.Name).NotEmpty().Line(100);
            RuleFor(c => c.Scopes).NotEmpty();
        }
    }

    public sealed class Handler(ApiClients clients, GrantablePrivileges privileges, Caller caller) : IRequestHandler<Command, Result<ShownSecret>>
    {
        public async Task<Result<ShownSecret>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (!caller.IsAdministrator) return IdentityErrors.AdministratorsOnly;
            if (privileges.Refuse(request.Scopes!, caller.IsStaff) is { } refusal) return refusal.On("scopes");
            return await clients.Add(
                caller, request.Name!.Trim(), [.. request.Scopes!.Distinct().Order(StringComparer.Ordinal)], cancellationToken);
        }
    }

    public sealed record Body(string? Name, string[]? Scopes);

    // A repetition is no replay here: the answer holds a secret, and secrets are not kept.
    public static void Map(IEndpointRouteBuilder clients) => clients
        .MapPost("", async (Body body, ISender send, CancellationToken ct) =>
            (await send.Send(new Command(body.Name, body.Scopes), ct)).ToCreated(shown => $"/api/api-clients/{shown.Id}"))
        .Require<Command>();
}
