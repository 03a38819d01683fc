using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Modular.Notifications.Webhooks;

/// <summary>Standard Webhooks: HMAC-SHA256 over <c>id.timestamp.body</c>, with a secret that begins with <c>whsec_</c>.</summary>
internal static class Signature
{
    private const string Prefix = "whsec_";

    public static string NewSecret() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    public static string Of(string secret, string id, long timestamp, string body)
    {
        var key = Convert.FromBase64String(secret[Prefix.Length..]);
        var signed = string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}.{body}");
        return "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(signed)));
    }
}
