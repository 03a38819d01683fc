using Microsoft.Extensions.Options;
using Modular.BuildingBlocks.Data;

namespace Modular.Identity;

/// <summary>Counts wrong passwords per user name as typed, and locks the name after too many.</summary>
internal sealed class SignInFailures(Db db, IOptions<IdentityOptions> options, TimeProvider time)
{
    /// <returns>Minutes until the name is free again, or null when it is not locked.</returns>
    public async Task<int?> LockedFor(string userName, CancellationToken ct)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var until = await db.One<DateTime?>(
            "SELECT locked_until FROM identity.sign_in_failures WHERE user_name = lower(@userName) AND locked_until > @now",
            new { userName, now }, ct);
        return until is null ? null : (int)Math.Ceiling((until.Value - now).TotalMinutes);
    }

    /// <summary>One more; failures long past no longer count.</summary>
    public Task Add(string userName, CancellationToken ct)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return db.Execute(
            """
            INSERT INTO identity.sign_in_failures AS f (user_name, count, last_at, locked_until)
            VALUES (lower(@userName), 1, @now, CASE WHEN 1 >= @MaxFailures THEN @until END)
            ON CONFLICT (user_name) DO UPDATE SET
                count = CASE WHEN f.last_at < @forgotten THEN 1 ELSE f.count + 1 END,
                last_at = @now,
                locked_until = CASE WHEN f.last_at >= @forgotten AND f.count + 1 >= @MaxFailures THEN @until END
            """,
            new
            {
                userName,
                now,
                options.Value.MaxFailures,
                until = now.AddMinutes(options.Value.LockMinutes),
                forgotten = now.AddMinutes(-options.Value.LockMinutes),
            },
            ct);
    }

    public Task Forget(string userName, CancellationToken ct) =>
        db.Execute("DELETE FROM identity.sign_in_failures WHERE user_name = lower(@userName)", new { userName }, ct);
}
