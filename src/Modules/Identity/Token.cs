using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Modular.Identity;

/// <summary>A session's secret: 256 random bits, known to the client alone; the database has its SHA-256.</summary>
internal static class Token
{
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}

/// <summary>The same hash as a key of dictionaries, without an array.</summary>
internal readonly record struct TokenHash(UInt128 First, UInt128 Last)
{
    private const int MostBytes = 256;

    public static TokenHash Of(string token)
    {
        Span<byte> text = stackalloc byte[MostBytes], hash = stackalloc byte[SHA256.HashSizeInBytes];
        if (Encoding.UTF8.TryGetBytes(token, text, out var length)) SHA256.HashData(text[..length], hash);
        else SHA256.HashData(Encoding.UTF8.GetBytes(token), hash);
        return MemoryMarshal.Read<TokenHash>(hash);
    }

    public byte[] ToArray()
    {
        var hash = new byte[SHA256.HashSizeInBytes];
        MemoryMarshal.Write(hash, this);
        return hash;
    }
}
