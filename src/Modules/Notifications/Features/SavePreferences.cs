using Modular.BuildingBlocks.Ui;

namespace Modular.Notifications.Features;

/// <summary>Chooses what the caller is told of, and where; kinds that are not named stay as they are.</summary>
internal static class SavePreferences
{
    [SignedIn(InPerson = true)]
    public sealed record Command(string? Email, IReadOnlyList<Choice>? Kinds) : IRequest<Result<PreferencesView>>;

    /// <param name="Email"><c>immediately</c>, <c>daily</c> or <c>off</c>.</param>
    public sealed record Choice(string? Kind, string? Email, bool Portal);

    public sealed class Rules : AbstractValidator<Command>
    {
        public Rules()
        {
            RuleFor(c => c.Email).Line(254).EmailAddress().When(c => !string.IsNullOrWhiteSpace(c.Email));
            RuleFor(c => c.Kinds).NotNull();
            RuleForEach(c => c.Kinds).NotNull().ChildRules(choice => choice.RuleFor(k => k!.Email)
                .Must(email => EmailChoice.All.Contains(email))
                .WithMessage(_ => Texts.Shared["request.one_of", string.Join(", ", EmailChoice.All)]));
        }
    }

    public sealed class Handler(Preferences preferences, Caller caller) : IRequestHandler<Command, Result<PreferencesView>>
    {
        public async Task<Result<PreferencesView>> Handle(Command request, CancellationToken cancellationToken)
        {
            var choices = new Dictionary<string, KindChoice>();
            foreach (var choice in request.Kinds!)
            {
                if (Kind.Chosen.FirstOrDefault(k => k.Name == choice.Kind) is not { } kind) return NotificationErrors.KindUnknown(choice.Kind ?? "");
                if (kind.EmailIsRequired && choice.Email != EmailChoice.Immediately) return NotificationErrors.KindRequired;
                choices[kind.Name] = new KindChoice(kind.Name, choice.Email!, choice.Portal && kind.InPortal, kind.EmailIsRequired, kind.InPortal);
            }

            var email = string.IsNullOrWhiteSpace(request.Email) ? null : request.Email.Trim();
            await preferences.Save(caller, email, choices.Values, cancellationToken);
            return await preferences.Of(caller.UserId, cancellationToken);
        }
    }

    public sealed record Body(string? Email, IReadOnlyList<Choice>? Kinds);

    public static void Map(IEndpointRouteBuilder preferences) => preferences
        .MapPut("", async (Body body, ISender send, CancellationToken ct) => (await send.Send(new Command(body.Email, body.Kinds), ct)).ToHttp())
        .Require<Command>();
}
