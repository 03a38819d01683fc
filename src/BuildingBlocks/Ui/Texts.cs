using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Resources;
using Modular.BuildingBlocks.Requests;

namespace Modular.BuildingBlocks.Ui;

/// <summary>The user-facing sentences of all modules in the caller's language, by key; the key's first word names the owner.</summary>
/// <remarks>A key that no owner knows is shown as it is, and a test finds it.</remarks>
public sealed class Texts(IEnumerable<TextSource> sources)
{
    /// <summary>The sentences of BuildingBlocks alone, for code that runs outside a request's services.</summary>
    public static readonly Texts Shared = new(TextSource.BuildingBlocks);

    private readonly FrozenDictionary<string, ResourceManager> _owners =
        sources.ToFrozenDictionary(source => source.Prefix, source => source.Resources);

    public string this[string key] => Find(key) ?? key;

    public string this[string key, params object?[] args] =>
        Find(key) is { } text ? string.Format(CultureInfo.CurrentCulture, text, key == AccessErrors.FeatureOff ? [.. args.Select(Feature)] : args) : key;

    /// <summary>What all owners can say.</summary>
    public IEnumerable<string> Keys => _owners.Values.Distinct()
        .SelectMany(owner => owner.GetResourceSet(CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: true)!.Cast<System.Collections.DictionaryEntry>())
        .Select(entry => (string)entry.Key)
        .Distinct();

    /// <summary>A refusal names a feature as the database does; whoever reads it knows its label.</summary>
    private object? Feature(object? name) => _owners.Keys.Select(owner => Find($"{owner}.feature.{name}")).FirstOrDefault(label => label is not null) ?? name;

    public string? Find(string key)
    {
        var dot = key.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && _owners.TryGetValue(key[..dot], out var owner)
            ? owner.GetString(key, CultureInfo.CurrentUICulture)
            : null;
    }
}

/// <summary>Where the sentences whose keys begin with <see cref="Prefix"/> are kept.</summary>
public sealed record TextSource(string Prefix, ResourceManager Resources)
{
    /// <summary>The prefixes that BuildingBlocks owns.</summary>
    public static readonly IReadOnlyList<TextSource> BuildingBlocks =
        [.. new[] { "ui", "request", "http", "lists" }.Select(prefix => Of(prefix, "Modular.BuildingBlocks.Ui.Text", typeof(TextSource).Assembly))];

    /// <summary>A module's own <c>Text.resx</c> at its root.</summary>
    public static TextSource Of(string prefix, string baseName, Assembly assembly) => new(prefix, new ResourceManager(baseName, assembly));
}
