using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Modular.BuildingBlocks.Data;

/// <summary>Seals secrets that must be kept and read again (a link in a waiting e-mail, a webhook's key), with the keys of <see cref="DataProtectionKeys"/>.</summary>
public sealed class Sealer(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("modular.secrets");

    public string Seal(string secret) => _protector.Protect(secret);

    /// <returns>The secret, or null where its key is gone or it was tampered with.</returns>
    public string? Open(string sealedSecret)
    {
        try
        {
            return _protector.Unprotect(sealedSecret);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
