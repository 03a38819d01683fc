using System.Globalization;
using Modular.BuildingBlocks.Results;

namespace Modular.Identity;

internal static class IdentityErrors
{
    public static readonly Error WrongCredentials = new(ErrorKind.SignedOut, "identity.wrong_credentials", []);
    public static readonly Error SessionEnded = new(ErrorKind.SignedOut, "identity.session_ended", []);
    public static readonly Error NotAMember = Error.NotFound("identity.account_unknown").On("accountId");

    public static Error Locked(int minutes) =>
        Error.Forbidden("identity.locked", Math.Max(1, minutes).ToString(CultureInfo.InvariantCulture));
}
