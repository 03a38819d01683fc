using System.Globalization;
using Modular.BuildingBlocks.Results;

namespace Modular.Identity;

internal static class IdentityErrors
{
    public static readonly Error WrongCredentials = new(ErrorKind.SignedOut, "identity.wrong_credentials", []);
    public static readonly Error SessionEnded = new(ErrorKind.SignedOut, "identity.session_ended", []);
    public static readonly Error NotAMember = Error.NotFound("identity.account_unknown").On("accountId");
    public static readonly Error TemporaryExpired = Error.Forbidden("identity.temporary_password_expired");
    public static readonly Error WrongPassword = Error.Invalid("identity.password_wrong", "currentPassword");
    public static readonly Error PasswordHasName = Error.Invalid("identity.password_has_name", "newPassword");
    public static readonly Error PasswordWellKnown = Error.Invalid("identity.password_well_known", "newPassword");
    public static readonly Error PasswordUsedBefore = Error.Invalid("identity.password_used_before", "newPassword");
    public static readonly Error NoSuchUser = Error.NotFound("identity.user_unknown");
    public static readonly Error NoSuchSession = Error.NotFound("identity.session_unknown");

    public static readonly Error SecondFactorRequired = new(ErrorKind.SignedOut, "identity.second_factor_required", []);
    public static readonly Error SecondFactorWrong = new(ErrorKind.SignedOut, "identity.second_factor_wrong", [], "code");
    public static readonly Error SecondFactorCodeWrong = Error.Invalid("identity.second_factor_wrong", "code");
    public static readonly Error SecondFactorOn = Error.Conflict("identity.second_factor_is_on");
    public static readonly Error SecondFactorOff = Error.Conflict("identity.second_factor_is_off");
    public static readonly Error SecondFactorNeeded = Error.Conflict("identity.second_factor_needed");

    public static Error Locked(int minutes, string phone) =>
        Error.Forbidden("identity.locked", Math.Max(1, minutes).ToString(CultureInfo.InvariantCulture), phone);

    public static Error PasswordShape(int length, bool symbol) => Error.Invalid(
        symbol ? "identity.password_shape_symbol" : "identity.password_shape", "newPassword", length.ToString(CultureInfo.InvariantCulture));
}
