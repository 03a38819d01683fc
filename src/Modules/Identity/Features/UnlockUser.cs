using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Modular.BuildingBlocks.Ui;

namespace Modular.Identity.Features;

/// <summary>Lets a user in again who was locked out by wrong passwords.</summary>
internal static class UnlockUser
{
    [Requires(IdentityPrivileges.ManageCollaborators, InPerson = true)]
    public sealed record Command(Guid UserId) : IRequest<Result<Done>>;

    public sealed class Handler(SignInFailures failures, Reach reach) : IRequestHandler<Command, Result<Done>>
    {
        public async Task<Result<Done>> Handle(Command request, CancellationToken cancellationToken)
        {
            var reached = await reach.Find(request.UserId, cancellationToken);
            if (reached.Value is not { } user) return reached.Error!;
            await failures.Unlock(user.Id, user.HomeAccountId, cancellationToken);
            return Done.Instance;
        }
    }

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapDelete("/api/collaborators/{userId:guid}/lock", async (Guid userId, ISender send, CancellationToken ct) =>
            (await send.Send(new Command(userId), ct)).ToHttp())
            .Require<Command>();

        app.MapPost("/collaborators/{userId:guid}/unlock", async (
            Guid userId, [FromForm] string? returnUrl, ISender send, Flash flash, Texts texts, CancellationToken ct) =>
        {
            var unlocked = await send.Send(new Command(userId), ct);
            flash.Say(unlocked.Error is { } error ? texts[error.Code, [.. error.Args]] : texts["identity.said.unlocked"]);
            return TypedResults.LocalRedirect(LocalUrl.OrHome(returnUrl));
        }).Require<Command>();
    }
}
