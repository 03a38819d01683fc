using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Modular.Identity;

/// <summary>A session's secret: 256 random bits, known to the client alone; the database has its SHA-256.</summary>
internal static class Token
{
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
