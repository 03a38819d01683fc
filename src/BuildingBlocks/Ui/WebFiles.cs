using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Hosting;

namespace Modular.BuildingBlocks.Ui;

/// <summary>The addresses of the files under wwwroot, each with its content's fingerprint, so that browsers may keep them for good.</summary>
public sealed class WebFiles(IWebHostEnvironment environment)
{
    private readonly ConcurrentDictionary<string, string> _addresses = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Name, string? Class), MarkupString> _icons = new();

    /// <param name="path">Without a leading slash: <c>css/portal.css</c>.</param>
    public string this[string path] =>
        environment.IsDevelopment() ? Address(path) : _addresses.GetOrAdd(path, Address);

    /// <summary>The markup of a picture of the sprite; names and classes are the pages' own words, and so are few.</summary>
    public MarkupString Icon(string name, string? css = null) => _icons.GetOrAdd((name, css), icon =>
        Html.Of($"<svg class=\"icon {icon.Class}\" aria-hidden=\"true\" focusable=\"false\"><use href=\"{this["lib/icons.svg"]}#{icon.Name}\"></use></svg>"));

    private string Address(string path)
    {
        var file = environment.WebRootFileProvider.GetFileInfo(path);
        if (!file.Exists) return "/" + path;
        using var content = file.CreateReadStream();
        return $"/{path}?v={Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 5))}";
    }
}
