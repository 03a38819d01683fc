using System.Buffers.Binary;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Modular.Identity;

/// <summary>ASP.NET Core's password hash; a name that nobody bears costs the same time as one with a wrong password.</summary>
internal static class Passwords
{
    /// <summary>Rounds of PBKDF2 with HMAC-SHA512, as OWASP's password storage cheat sheet has it.</summary>
    public const int Rounds = 210_000;

    private static readonly PasswordHasher<string> Hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = Rounds }));
    private static readonly string NobodysHash = Shaped();

    public static string Hash(string password) => Hasher.HashPassword("", password);

    /// <summary>As long to try as any other, and not worth a hash while the host starts: version 1, HMAC-SHA512, rounds, salt and key of zeros.</summary>
    private static string Shaped()
    {
        var hash = new byte[13 + 16 + 32];
        hash[0] = 1;
        BinaryPrimitives.WriteUInt32BigEndian(hash.AsSpan(1), 2);
        BinaryPrimitives.WriteUInt32BigEndian(hash.AsSpan(5), Rounds);
        BinaryPrimitives.WriteUInt32BigEndian(hash.AsSpan(9), 16);
        return Convert.ToBase64String(hash);
    }

    public static bool Fits(string? hash, string password) =>
        Hasher.VerifyHashedPassword("", hash ?? NobodysHash, password) != PasswordVerificationResult.Failed && hash is not null;
}
