using Microsoft.Extensions.Options;
using Modular.BuildingBlocks.Data;

namespace Modular.Identity;

/// <summary>Asks who is signed in for their password again: whoever found an open session must not find out the password, too.</summary>
internal sealed class PresentPassword(Db db, SignInFailures failures, IOptions<IdentityOptions> options)
{
    /// <returns>Its hash.</returns>
    public async Task<Result<string>> Confirm(Caller caller, string typed, CancellationToken ct)
    {
        if (await failures.LockedFor(caller.UserName, ct) is { } minutes) return IdentityErrors.Locked(minutes, options.Value.DistributorPhone);
        var (hash, home) = await db.One<(string, Guid)>(
            "SELECT password_hash, home_account_id FROM identity.users WHERE id = @UserId", new { caller.UserId }, ct);
        if (Passwords.Fits(hash, typed)) return hash;
        await failures.Add(caller.UserName, (caller.UserId, home), SignInOutcome.WrongPassword, ct);
        return IdentityErrors.WrongPassword;
    }
}
