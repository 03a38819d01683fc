using Modular.BuildingBlocks.Ui;

namespace Modular.Identity.Features;

/// <summary>Says what a member may do from now on: "Atualizar permissões".</summary>
internal static class ChangePrivileges
{
    [Requires(IdentityPrivileges.ManageCollaborators)]
    public sealed record Command(Guid UserId, IReadOnlyCollection<string>? Privileges, bool? Administrator, string? AccessGroup, long? Seen, string? Role = null)
        : IRequest<Result<Collaborator>>;

    public sealed class Rules : AbstractValidator<Command>
    {
        public Rules()
        {
            RuleFor(c => c.Privileges).NotNull();
            RuleFor(c => c.AccessGroup).Line(100);
            RuleFor(c => c.Role).Must(role => role is null || MemberRole.All.Contains(role))
                .WithMessage(_ => Texts.Shared["request.one_of", string.Join(", ", MemberRole.All)]);
        }
    }

    public sealed class Handler(Memberships memberships, GrantablePrivileges privileges, Caller caller) : IRequestHandler<Command, Result<Collaborator>>
    {
        public async Task<Result<Collaborator>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (privileges.Refuse(request.Privileges!, caller.IsStaff) is { } refusal) return refusal;
            var wish = new Grant(request.Privileges!, request.Administrator, request.AccessGroup, request.Seen)
            {
                Role = request.Role, NotForShoppers = privileges.NotForShoppers,
            };
            return await memberships.Change(
                caller, request.UserId, "identity.privileges_changed", (member, by) => member.Grant(wish, by), null, cancellationToken);
        }
    }

    public sealed record Body(string[]? Privileges, bool? Administrator, string? AccessGroup, string? Role = null);

    public static void Map(IEndpointRouteBuilder collaborators) => collaborators
        .MapPut("{userId:guid}/privileges", async (Guid userId, Body body, IfMatch seen, ISender send, CancellationToken ct) =>
            (await send.Send(new Command(userId, body.Privileges, body.Administrator, body.AccessGroup, seen.Version, body.Role), ct)).ToHttp())
        .Require<Command>();
}
