using System.Reflection;
using MediatR;
using Modular.BuildingBlocks.Callers;
using Modular.BuildingBlocks.Results;

namespace Modular.BuildingBlocks.Requests;

/// <summary>Refuses a request whose mark the caller does not meet; an unmarked request is refused to everybody.</summary>
public sealed class Authorization<TRequest, TResponse>(Caller caller) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
    where TResponse : IOutcome<TResponse>
{
    private static readonly AccessAttribute? Access = typeof(TRequest).GetCustomAttribute<AccessAttribute>();

    public Task<TResponse> Handle(TRequest request, RequestHandlerDelegate<TResponse> next, CancellationToken cancellationToken) =>
        AccessErrors.Check(Access, caller) is { } error ? Task.FromResult(TResponse.From(error)) : next();
}

/// <summary>The one place that decides whether a caller meets a mark.</summary>
public static class AccessErrors
{
    public static readonly Error SignInFirst = new(ErrorKind.SignedOut, "request.sign_in_first", []);
    public static readonly Error PeopleOnly = Error.Forbidden("request.people_only");

    public static Error? Check(AccessAttribute? access, Caller caller) => access switch
    {
        AllowAnyoneAttribute => null,
        _ when !caller.IsSignedIn => SignInFirst,
        SignedInAttribute { ClientsToo: false } when caller.IsClient => PeopleOnly,
        SignedInAttribute { WhilePending: true } => null,
        _ when caller.Pending is { } step => Error.Forbidden(step.Code),
        SignedInAttribute => null,
        RequiresAttribute { Privilege: var privilege } when caller.Can(privilege) => null,
        _ => Error.Forbidden("request.privilege_missing", access?.Privilege ?? "?"),
    };
}
