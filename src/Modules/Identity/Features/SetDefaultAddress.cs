using Modular.BuildingBlocks.Ui;

namespace Modular.Identity.Features;

/// <summary>Makes an address the one that the account ships or bills to unless another is chosen.</summary>
internal static class SetDefaultAddress
{
    [Requires(IdentityPrivileges.ManageAddresses)]
    public sealed record Command(Guid Id, string? Kind) : IRequest<Result<BookAddress>>;

    public sealed class Rules : AbstractValidator<Command>
    {
        public Rules() => RuleFor(c => c.Kind).Must(kind => kind is not null && AddressKinds.All.Contains(kind))
            .WithMessage(_ => Texts.Shared["request.one_of", string.Join(", ", AddressKinds.All)]);
    }

    public sealed class Handler(AddressBook book, Caller caller) : IRequestHandler<Command, Result<BookAddress>>
    {
        public Task<Result<BookAddress>> Handle(Command request, CancellationToken cancellationToken) =>
            book.MakeDefault(caller.AccountId, request.Id, request.Kind!, cancellationToken);
    }

    public sealed record Body(string? Kind);

    public static void Map(IEndpointRouteBuilder addresses) => addresses
        .MapPut("{id:guid}/default", async (Guid id, Body body, ISender send, CancellationToken ct) =>
            (await send.Send(new Command(id, body.Kind), ct)).ToHttp())
        .Require<Command>();
}
