using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Modular.BuildingBlocks.Callers;
using Modular.BuildingBlocks.Http;
using Modular.BuildingBlocks.Requests;
using Modular.BuildingBlocks.Results;

namespace Modular.BuildingBlocks.Lists;

/// <summary>Hides columns of a list from the caller, wherever they sign in; those not named are shown.</summary>
internal static class ChooseColumns
{
    [SignedIn]
    public sealed record Command(string List, IReadOnlyCollection<string>? Hidden) : IRequest<Result<Done>>;

    public sealed class Rules : AbstractValidator<Command>
    {
        public Rules() => RuleFor(c => c.Hidden).NotNull();
    }

    public sealed class Handler(IEnumerable<ListShape> lists, ListPreferences preferences, Caller caller) : IRequestHandler<Command, Result<Done>>
    {
        public async Task<Result<Done>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (lists.FirstOrDefault(l => l.Name == request.List) is not { } list) return ListErrors.Unknown(request.List);
            foreach (var name in request.Hidden!)
            {
                if (list.Find(name) is not { } column) return ListErrors.ColumnUnknown(name);
                if (column == list.Identifying) return ListErrors.ColumnIdentifies(name);
            }

            await preferences.Hide(caller, list.Name, request.Hidden, cancellationToken);
            return Done.Instance;
        }
    }

    public sealed record Body(IReadOnlyCollection<string>? Hidden);

    public static void Map(IEndpointRouteBuilder lists) => lists
        .MapPut("columns", async (string list, Body body, ISender send, CancellationToken ct) =>
            (await send.Send(new Command(list, body.Hidden), ct)).ToHttp())
        .Require<Command>();
}
