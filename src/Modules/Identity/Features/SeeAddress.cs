namespace Modular.Identity.Features;

/// <summary>Shows one address of the account's book.</summary>
internal static class SeeAddress
{
    [Requires(IdentityPrivileges.PlaceOrders, Or = IdentityPrivileges.ManageAddresses)]
    public sealed record Query(Guid Id) : IRequest<Result<BookAddress>>;

    public sealed class Handler(AddressBook book, Caller caller) : IRequestHandler<Query, Result<BookAddress>>
    {
        public async Task<Result<BookAddress>> Handle(Query request, CancellationToken cancellationToken) =>
            await book.See(caller.AccountId, request.Id, cancellationToken) is { } found ? found : IdentityErrors.AddressUnknown;
    }

    public static void Map(IEndpointRouteBuilder addresses) => addresses
        .MapGet("{id:guid}", async (Guid id, ISender send, CancellationToken ct) => (await send.Send(new Query(id), ct)).ToHttp())
        .Require<Query>();
}
