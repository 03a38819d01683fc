using System.Text.RegularExpressions;

namespace Modular.Tests.Architecture;

/// <summary>Files are short, and named so that they are found.</summary>
public sealed class FileTests
{
    private const int MaxLines = 300;

    [Fact]
    public void No_file_is_longer_than_300_lines() =>
        new[] { "src", "tests", "bin", "build", "docs" }.Where(folder => Directory.Exists(Path.Combine(Source.Root, folder)))
            .SelectMany(folder => Source.Files(folder, ".cs", ".razor", ".sql", ".js", ".mjs", ".css", ".sh", "/run", "/test"))
            .Select(f => (f.Path, Lines: f.Text.Count(c => c == '\n')))
            .Where(f => f.Lines > MaxLines)
            .Select(f => $"{f.Path}: {f.Lines}")
            .ShouldBeNone("Too long to read in one go:");

    [Fact]
    public void No_type_is_named_after_a_layer() =>
        Source.Assemblies.SelectMany(a => a.GetTypes())
            .Where(t => t.Namespace?.StartsWith("Modular", StringComparison.Ordinal) == true)
            .Where(t => Regex.IsMatch(t.Name.Split('`')[0], "(Service|Manager|Helper|Dto|Model|Util|Utils|Repository)$"))
            .Select(t => t.FullName!)
            .ShouldBeNone("Name what it is:");

    [Fact]
    public void Migrations_are_numbered_without_gaps_and_named_in_words() =>
        Source.Files("src", ".sql").Where(f => f.Path.Contains("/Migrations/", StringComparison.Ordinal))
            .GroupBy(f => Path.GetDirectoryName(f.Path)!)
            .SelectMany(folder => folder.Select((file, index) => (Name: Path.GetFileName(file.Path), Expected: $"{index + 1:D4}_", Folder: folder.Key)))
            .Where(m => !m.Name.StartsWith(m.Expected, StringComparison.Ordinal) || !Regex.IsMatch(m.Name, @"^\d{4}(_[a-z0-9]+)+\.sql$"))
            .Select(m => $"{m.Folder}/{m.Name}, expected {m.Expected}words.sql")
            .ShouldBeNone("Migrations are 0001_words.sql, 0002_words.sql …:");

    [Fact]
    public void A_migration_makes_nothing_outside_its_own_schema() =>
        (from module in Source.Modules
         from file in Source.Files(Source.FolderOf(module), ".sql")
         from Match match in Regex.Matches(file.Text, @"\b(?:CREATE|ALTER|DROP) (?:UNLOGGED )?(?:TABLE|VIEW|FUNCTION|TYPE|SEQUENCE|MATERIALIZED VIEW)(?: IF (?:NOT )?EXISTS)? (\w+)(\.\w+)?")
         where match.Groups[1].Value != module.Name || !match.Groups[2].Success
         select $"{file.Path}: {match.Value}")
            .ShouldBeNone("Write the module's schema before the name:");
}
