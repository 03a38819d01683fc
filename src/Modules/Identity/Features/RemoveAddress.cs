namespace Modular.Identity.Features;

/// <summary>Takes an address out of the book; orders that were sent to it keep their copy.</summary>
internal static class RemoveAddress
{
    /// <param name="Seen">The version that the caller has seen.</param>
    [Requires(IdentityPrivileges.ManageAddresses)]
    public sealed record Command(Guid Id, long? Seen) : IRequest<Result<Done>>;

    public sealed class Handler(AddressBook book, Caller caller) : IRequestHandler<Command, Result<Done>>
    {
        public Task<Result<Done>> Handle(Command request, CancellationToken cancellationToken) =>
            book.Remove(caller.AccountId, request.Id, request.Seen, cancellationToken);
    }

    public static void Map(IEndpointRouteBuilder addresses) => addresses
        .MapDelete("{id:guid}", async (Guid id, IfMatch seen, ISender send, CancellationToken ct) =>
            (await send.Send(new Command(id, seen.Version), ct)).ToHttp())
        .Require<Command>();
}
