using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Modular.Identity;

/// <summary>ASP.NET Core's password hash; a name that nobody bears costs the same time as one with a wrong password.</summary>
internal static class Passwords
{
    /// <summary>Rounds of PBKDF2 with HMAC-SHA512, as OWASP's password storage cheat sheet has it.</summary>
    public const int Rounds = 210_000;

    private static readonly PasswordHasher<string> Hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = Rounds }));
    private static readonly string NobodysHash = Hash("nobody's");

    public static string Hash(string password) => Hasher.HashPassword("", password);

    public static bool Fits(string? hash, string password) =>
        Hasher.VerifyHashedPassword("", hash ?? NobodysHash, password) != PasswordVerificationResult.Failed && hash is not null;
}
