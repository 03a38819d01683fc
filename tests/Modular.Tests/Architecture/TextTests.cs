using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Modular.Tests.Architecture;

/// <summary>What the portal says, it says in three languages.</summary>
public sealed partial class TextTests
{
    private static readonly string[] Languages = ["es", "pt"];

    // Folder of the resource files, and the first words that its keys may have.
    private static readonly IReadOnlyList<(string Folder, string[] Prefixes)> Owners =
    [
        ("src/BuildingBlocks/Ui", ["ui", "request", "http", "lists"]),
        ("src/Host/Web", ["help", "search"]),
        .. Source.Modules.Select(m => (Source.FolderOf(m), new[] { m.Name })),
    ];

    [Fact]
    public void Each_language_has_the_same_keys() =>
        (from owner in Owners
         from language in Languages
         let english = Read(owner.Folder, "").Keys
         let other = Read(owner.Folder, "." + language).Keys
         from key in english.Except(other).Select(k => k + " is missing").Concat(other.Except(english).Select(k => k + " is not in English"))
         select $"{owner.Folder} {language}: {key}")
            .ShouldBeNone("Say it in all languages:");

    [Fact]
    public void Each_translation_has_the_same_placeholders() =>
        (from owner in Owners
         from language in Languages
         let other = Read(owner.Folder, "." + language)
         from english in Read(owner.Folder, "")
         where other.TryGetValue(english.Key, out var text) && !Placeholders(english.Value).SequenceEqual(Placeholders(text))
         select $"{owner.Folder} {language}: {english.Key}")
            .ShouldBeNone("{0}, {1} … differ from the English text:");

    [Fact]
    public void Keys_begin_with_their_owners_name() =>
        (from owner in Owners
         from key in Read(owner.Folder, "").Keys
         where !owner.Prefixes.Contains(key.Split('.')[0])
         select $"{owner.Folder}: {key}")
            .ShouldBeNone("A key's first word names who owns it:");

    [Fact]
    public void No_text_is_empty() =>
        (from owner in Owners
         from language in Languages.Select(l => "." + l).Append("")
         from text in Read(owner.Folder, language)
         where string.IsNullOrWhiteSpace(text.Value)
         select $"{owner.Folder}{language}: {text.Key}")
            .ShouldBeNone("Nothing to say:");

    [Fact]
    public void Every_code_and_key_that_source_names_has_a_text()
    {
        var known = Owners.SelectMany(o => Read(o.Folder, "").Keys).ToHashSet();
        var prefixes = string.Join('|', Owners.SelectMany(o => o.Prefixes));
        var named = new Regex($@"(?:Error\.\w+\(|ErrorKind\.\w+, |\b[Tt](?:exts?)?\[|Shared\[)\s*""((?:{prefixes})\.[a-z0-9_.]+)""");
        (from file in Source.Files("src", ".cs", ".razor")
         from Match match in named.Matches(file.Text)
         let key = match.Groups[1].Value
         // A key that is put together ends where its variable part begins.
         where !known.Contains(key) && !key.EndsWith('_') && !key.EndsWith('.')
         select $"{file.Path}: {key}")
            .Distinct().ShouldBeNone("No text for:");
    }

    [Fact]
    public void Every_module_with_privileges_has_a_title() =>
        (from module in Source.Modules
         where module.Privileges.Count > 0
         from language in Languages.Select(l => "." + l).Append("")
         where !Read(Source.FolderOf(module), language).ContainsKey(module.Name + ".module")
         select $"{module.Name}.module{language}")
            .ShouldBeNone("No title above the privileges of:");

    [Fact]
    public void A_basket_has_one_word_in_Spanish() =>
        (from owner in Owners
         from text in Read(owner.Folder, ".es")
         where text.Value.Contains("carrito", StringComparison.OrdinalIgnoreCase)
         select $"{owner.Folder}: {text.Key}")
            .ShouldBeNone("Say \"canasta\":");

    [Fact]
    public void Every_privilege_has_a_label() =>
        (from module in Source.Modules
         from privilege in module.Privileges
         let key = $"{module.Name}.privilege.{privilege.Name}"
         where !Read(Source.FolderOf(module), "").Keys.Any(k => k == key || k == $"{module.Name}.privilege.{privilege.Name.Split('.')[^1]}")
         select key)
            .ShouldBeNone("No label for the privilege:");

    [Fact]
    public void Every_feature_has_a_label() =>
        (from module in Source.Modules
         from feature in module.Features
         let key = $"{module.Name}.feature.{feature.Name}"
         where !Read(Source.FolderOf(module), "").ContainsKey(key)
         select key)
            .ShouldBeNone("No label for the feature:");

    private static Dictionary<string, string> Read(string folder, string language)
    {
        var file = Path.Combine(Source.Root, folder, $"Text{language}.resx");
        return File.Exists(file)
            ? XDocument.Load(file).Root!.Elements("data").ToDictionary(d => (string)d.Attribute("name")!, d => d.Element("value")!.Value)
            : [];
    }

    private static IEnumerable<string> Placeholders(string text) =>
        Placeholder().Matches(text).Select(m => m.Groups[1].Value).Distinct().Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\{(\d+)[^}]*\}")]
    private static partial Regex Placeholder();
}
