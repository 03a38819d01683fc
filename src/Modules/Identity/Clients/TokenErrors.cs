using System.Globalization;

namespace Modular.Identity.Clients;

/// <summary>Why there is no access token; each has its name in RFC 6749, and its sentences keep to ASCII as the RFC wants.</summary>
internal static class TokenErrors
{
    public static readonly Error Malformed = new(ErrorKind.Invalid, "identity.token_request_malformed", []);
    public static readonly Error GrantUnsupported = new(ErrorKind.Invalid, "identity.grant_type_unsupported", []);
    public static readonly Error ScopeUnknown = new(ErrorKind.Invalid, "identity.scope_unknown", []);
    public static readonly Error SwitchedOff = new(ErrorKind.Invalid, "identity.clients_switched_off", []);
    public static readonly Error ClientWrong = new(ErrorKind.SignedOut, "identity.client_wrong", []);

    /// <param name="seconds">Until it may be asked again.</param>
    public static Error TooOften(int seconds) => new(ErrorKind.Conflict, "identity.token_asked_too_often", [seconds.ToString(CultureInfo.InvariantCulture)]);

    public static (int Status, string Name) Of(Error error) => error.Code switch
    {
        "identity.client_wrong" => (401, "invalid_client"),
        "identity.grant_type_unsupported" => (400, "unsupported_grant_type"),
        "identity.clients_switched_off" => (400, "unauthorized_client"),
        "identity.scope_unknown" => (400, "invalid_scope"),
        "identity.token_asked_too_often" => (429, "too_many_requests"),
        _ => (400, "invalid_request"),
    };
}
