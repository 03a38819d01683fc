using Modular.Identity.Clients;

namespace Modular.Identity.Features.Clients;

/// <summary>Renames a program or says what it may do from now on, its open tokens too.</summary>
internal static class ChangeApiClient
{
    [Requires(IdentityPrivileges.ManageApiClients)]
    public sealed record Command(Guid Id, string? Name, IReadOnlyCollection<string>? Scopes, long? Seen) : IRequest<Result<ApiClient>>;

    public sealed class Rules : AbstractValidator<Command>
    {
        public Rules()
        {
            RuleFor(c => c.Name).NotEmpty().Line(100);
            RuleFor(c => c.Scopes).NotEmpty();
        }
    }

    public sealed class Handler(ApiClients clients, GrantablePrivileges privileges, Caller caller) : IRequestHandler<Command, Result<ApiClient>>
    {
        public async Task<Result<ApiClient>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (await clients.Find(caller.AccountId, request.Id, cancellationToken) is null) return IdentityErrors.ClientUnknown;
            if (!caller.IsAdministrator) return IdentityErrors.AdministratorsOnly;
            if (privileges.Refuse(request.Scopes!, caller.IsStaff) is { } refusal) return refusal.On("scopes");
            return await clients.Update(
                caller, request.Id, request.Name!.Trim(), [.. request.Scopes!.Distinct().Order(StringComparer.Ordinal)], request.Seen, cancellationToken);
        }
    }

    public sealed record Body(string? Name, string[]? Scopes);

    public static void Map(IEndpointRouteBuilder clients) => clients
        .MapPut("{id:guid}", async (Guid id, Body body, IfMatch seen, ISender send, CancellationToken ct) =>
            (await send.Send(new Command(id, body.Name, body.Scopes, seen.Version), ct)).ToHttp())
        .Require<Command>();
}
