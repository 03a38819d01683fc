using Microsoft.AspNetCore.Identity;

namespace Modular.Identity;

/// <summary>ASP.NET Core's password hash; a name that nobody bears costs the same time as one with a wrong password.</summary>
internal static class Passwords
{
    private static readonly PasswordHasher<string> Hasher = new();
    private static readonly string NobodysHash = Hash("nobody's");

    public static string Hash(string password) => Hasher.HashPassword("", password);

    public static bool Fits(string? hash, string password) =>
        Hasher.VerifyHashedPassword("", hash ?? NobodysHash, password) != PasswordVerificationResult.Failed && hash is not null;
}
