using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Hosting;

namespace Modular.BuildingBlocks.Ui;

/// <summary>The addresses of the files under wwwroot, each with its content's fingerprint, so that browsers may keep them for good.</summary>
public sealed class WebFiles(IWebHostEnvironment environment)
{
    private readonly ConcurrentDictionary<string, string> _addresses = new(StringComparer.Ordinal);

    /// <param name="path">Without a leading slash: <c>css/portal.css</c>.</param>
    public string this[string path] =>
        environment.IsDevelopment() ? Address(path) : _addresses.GetOrAdd(path, Address);

    private string Address(string path)
    {
        var file = environment.WebRootFileProvider.GetFileInfo(path);
        if (!file.Exists) return "/" + path;
        using var content = file.CreateReadStream();
        return $"/{path}?v={Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 5))}";
    }
}
