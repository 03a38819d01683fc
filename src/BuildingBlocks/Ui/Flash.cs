using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Modular.BuildingBlocks.Http;

namespace Modular.BuildingBlocks.Ui;

/// <summary>A sentence for the page after a redirect: what was just done, with its undo. Travels in a sealed cookie, once.</summary>
public sealed class Flash(IDataProtectionProvider protection, IHttpContextAccessor http)
{
    private const string Cookie = "modular_said";

    private readonly IDataProtector _seal = protection.CreateProtector("modular.flash");

    /// <param name="undoAction">Where the undo's form is posted, or null.</param>
    public void Say(string text, string? undoAction = null) => HostCookie.Write(
        http.HttpContext!, Cookie, _seal.Protect(JsonSerializer.Serialize(new Said(text, undoAction))), TimeSpan.FromMinutes(1));

    /// <summary>What is to be said on this page; asking again in the same request answers the same.</summary>
    public Said? Take()
    {
        var context = http.HttpContext;
        if (context is null || HostCookie.Read(context.Request, Cookie) is not { } sealedText) return null;
        if (!context.Response.HasStarted) HostCookie.Delete(context, Cookie);
        try
        {
            return JsonSerializer.Deserialize<Said>(_seal.Unprotect(sealedText));
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }

    public sealed record Said(string Text, string? UndoAction);
}
