namespace Modular.Identity.Features;

/// <summary>Writes an address of the book anew; orders that were sent to it keep their copy.</summary>
internal static class ChangeAddress
{
    /// <param name="Seen">The version that the caller has seen.</param>
    [Requires(IdentityPrivileges.ManageAddresses)]
    public sealed record Command(Guid Id, AddressEntry Entry, long? Seen) : IRequest<Result<BookAddress>>;

    public sealed class Rules : AbstractValidator<Command>
    {
        public Rules() => RuleFor(c => c.Entry).SetValidator(new AddressEntryRules()).OverridePropertyName("");
    }

    public sealed class Handler(AddressBook book, Caller caller) : IRequestHandler<Command, Result<BookAddress>>
    {
        public Task<Result<BookAddress>> Handle(Command request, CancellationToken cancellationToken) =>
            book.Change(caller.AccountId, request.Id, request.Entry, request.Seen, cancellationToken);
    }

    public static void Map(IEndpointRouteBuilder addresses) => addresses
        .MapPut("{id:guid}", async (Guid id, AddAddress.Body body, IfMatch seen, ISender send, CancellationToken ct) =>
            (await send.Send(new Command(id, body.ToEntry(), seen.Version), ct)).ToHttp())
        .Require<Command>();
}
