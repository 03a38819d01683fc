using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Modular.BuildingBlocks.Data;

/// <summary>One embedded <c>NNNN_words.sql</c>.</summary>
internal sealed partial record MigrationFile(string Module, string Name, string Sql)
{
    /// <summary>The same on every checkout, whatever ends its lines.</summary>
    public string Sha256 { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n"))));

    public static IReadOnlyList<MigrationFile> Of(MigrationSource source)
    {
        var prefix = $"{source.Assembly.GetName().Name}.Migrations.";
        return
        [
            .. source.Assembly.GetManifestResourceNames()
                .Where(resource => resource.StartsWith(prefix, StringComparison.Ordinal))
                .Select(resource => new MigrationFile(source.Schema, CheckedName(resource[prefix.Length..]), Text(source.Assembly, resource)))
                .OrderBy(file => file.Name, StringComparer.Ordinal),
        ];
    }

    private static string CheckedName(string name) => FileName().IsMatch(name)
        ? name
        : throw new MigrationException($"The migration {name} is not named like 0001_words_in_lower_case.sql.");

    private static string Text(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"^\d{4}_[a-z0-9_]+\.sql$")]
    private static partial Regex FileName();
}
