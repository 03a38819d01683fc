namespace Modular.Identity.Features;

/// <summary>Approves a request for a tool, which grants those of its privileges that were chosen, or denies it with a reason; once.</summary>
internal static class DecideAccess
{
    /// <param name="Privileges">Of the tool; null: all that it is for, without the managing of its settings.</param>
    [Requires(IdentityPrivileges.ManageCollaborators, InPerson = true)]
    public sealed record Command(Guid Id, bool? Approve, string? Reason, IReadOnlyCollection<string>? Privileges = null) : IRequest<Result<AccessRequest>>;

    public sealed class Rules : AbstractValidator<Command>
    {
        public Rules()
        {
            RuleFor(c => c.Approve).NotNull();
            RuleFor(c => c.Reason).Prose(500);
            RuleFor(c => c.Privileges).NotEmpty().When(c => c is { Approve: true, Privileges: not null });
            RuleFor(c => c.Reason).NotEmpty().When(c => c.Approve == false);
        }
    }

    public sealed class Handler(AccessRequests requests, Tools tools, Caller caller) : IRequestHandler<Command, Result<AccessRequest>>
    {
        public async Task<Result<AccessRequest>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (await requests.Find(caller.AccountId, request.Id, cancellationToken) is not { } asked) return IdentityErrors.AccessRequestUnknown;
            var reason = string.IsNullOrWhiteSpace(request.Reason) ? null : request.Reason.Trim();
            if (request.Approve == false) return await requests.Deny(caller, asked, reason!, cancellationToken);
            if (tools.Find(asked.Tool, caller.IsStaff, false) is not { } tool) return IdentityErrors.ToolUnknown;
            var granted = request.Privileges ?? tool.Main;
            return granted.Except(tool.Privileges).FirstOrDefault() is { } unknown
                ? IdentityErrors.PrivilegeUnknown(unknown)
                : await requests.Approve(caller, asked, granted, reason, cancellationToken);
        }
    }

    public sealed record Body(bool? Approve, string? Reason, IReadOnlyList<string>? Privileges = null);

    public static void Map(IEndpointRouteBuilder requests) => requests
        .MapPut("{id:guid}/decision", async (Guid id, Body body, ISender send, CancellationToken ct) =>
            (await send.Send(new Command(id, body.Approve, body.Reason, body.Privileges), ct)).ToHttp())
        .Require<Command>();
}
