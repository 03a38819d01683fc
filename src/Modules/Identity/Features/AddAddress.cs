namespace Modular.Identity.Features;

/// <summary>Writes an address down in the account's book; the first of a kind becomes its default.</summary>
internal static class AddAddress
{
    [Requires(IdentityPrivileges.ManageAddresses)]
    public sealed record Command(AddressEntry Entry) : IRequest<Result<BookAddress>>;

    public sealed class Rules : AbstractValidator<Command>
    {
        public Rules() => RuleFor(c => c.Entry).SetValidator(new AddressEntryRules()).OverridePropertyName("");
    }

    public sealed class Handler(AddressBook book, CommandId command, Caller caller) : IRequestHandler<Command, Result<BookAddress>>
    {
        public async Task<Result<BookAddress>> Handle(Command request, CancellationToken cancellationToken) =>
            await book.Add(caller.AccountId, command.Value, request.Entry, cancellationToken);
    }

    /// <param name="Kinds"><c>shipTo</c>, <c>billTo</c>, or both.</param>
    /// <param name="DefaultFor">The kinds for which it shall be the account's default.</param>
    public sealed record Body(
        string? Name, string? Attention, string? Line1, string? Line2, string? City, string? Region, string? PostalCode, string? Country, string? Phone,
        string[]? Kinds, string[]? DefaultFor)
    {
        public AddressEntry ToEntry() => new(
            new Address(Name, Line1, Line2, City, Region, PostalCode, Country) { Attention = Attention, Phone = Phone }, Kinds, DefaultFor);
    }

    public static void Map(IEndpointRouteBuilder addresses) => addresses
        .MapPost("", async (Body body, ISender send, CancellationToken ct) =>
            (await send.Send(new Command(body.ToEntry()), ct)).ToCreated(a => $"/api/addresses/{a.Id}"))
        .Require<Command>().Idempotent();
}
