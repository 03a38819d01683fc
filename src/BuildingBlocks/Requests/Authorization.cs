using System.Reflection;
using MediatR;
using Modular.BuildingBlocks.Callers;
using Modular.BuildingBlocks.Results;
using Modular.BuildingBlocks.Switches;

namespace Modular.BuildingBlocks.Requests;

/// <summary>Refuses a request whose mark the caller does not meet; an unmarked request is refused to everybody.</summary>
public sealed class Authorization<TRequest, TResponse>(Caller caller, FeatureMap features) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
    where TResponse : IOutcome<TResponse>
{
    private static readonly AccessAttribute? Access = typeof(TRequest).GetCustomAttribute<AccessAttribute>();

    public Task<TResponse> Handle(TRequest request, RequestHandlerDelegate<TResponse> next, CancellationToken cancellationToken) =>
        AccessErrors.Check(Access, caller, features.Of(typeof(TRequest))) is { } error ? Task.FromResult(TResponse.From(error)) : next();
}

/// <summary>The one place that decides whether a caller meets a mark.</summary>
public static class AccessErrors
{
    /// <summary>The code of what is switched off for the account.</summary>
    public const string FeatureOff = "request.feature_off";

    public static readonly Error PeopleOnly = Error.Forbidden("request.people_only");

    public static readonly Error SignInFirst = new(ErrorKind.SignedOut, "request.sign_in_first", []);
    public static readonly Error InPerson = Error.Forbidden("request.not_on_behalf");

    /// <param name="feature">What the request belongs to; null: to nothing that can be switched off.</param>
    public static Error? Check(AccessAttribute? access, Caller caller, string? feature)
    {
        var error = Check(access, caller);
        return feature is null || caller.Has(feature) || error?.Kind == ErrorKind.SignedOut ? error : Error.Forbidden(FeatureOff, feature);
    }

    private static Error? Check(AccessAttribute? access, Caller caller) => access switch
    {
        AllowAnyoneAttribute => null,
        _ when !caller.IsSignedIn => SignInFirst,
        { InPerson: true } when caller.Behalf is not null => InPerson,
        { InPerson: true } when caller.IsClient => PeopleOnly,
        SignedInAttribute { ClientsToo: false } when caller.IsClient => PeopleOnly,
        SignedInAttribute { WhilePending: true } => null,
        _ when caller.Pending is { } step => Error.Forbidden(step.Code),
        SignedInAttribute => null,
        RequiresAttribute mark when caller.Can(mark.Privilege) || (mark.Or is { } other && caller.Can(other)) => null,
        _ => Error.Forbidden("request.privilege_missing", access?.Privilege ?? "?"),
    };
}
