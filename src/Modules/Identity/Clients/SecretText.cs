using System.Security.Cryptography;

namespace Modular.Identity.Clients;

/// <summary>How client ids and their secrets are spelled: with a beginning that tells what was found where it should not be.</summary>
internal static class SecretText
{
    public static string NewClientId() => "mc_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12));

    /// <summary>256 random bits.</summary>
    public static string New() => "ms_" + Token.New();

    public static string Hint(string secret) => secret[^4..];
}
