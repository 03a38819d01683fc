using System.Runtime.CompilerServices;

namespace Modular.IntegrationTests.Guards;

/// <summary>Texts under <c>Golden/</c> that say what the program offers; a change of them is to be seen in review.</summary>
internal static class Golden
{
    private static readonly string Folder = Path.Combine(Here(), "../Golden");

    private static bool Accepting => Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1";

    public static void ShouldBeGolden(this string actual, string name)
    {
        var file = Path.GetFullPath(Path.Combine(Folder, name));
        if (Accepting) File.WriteAllText(file, actual);
        var expected = File.Exists(file) ? File.ReadAllText(file) : "";
        if (expected == actual) return;
        var (before, after) = (expected.Split('\n'), actual.Split('\n'));
        var difference = Without(before, after).Select(line => "- " + line).Concat(Without(after, before).Select(line => "+ " + line)).ToArray();
        Assert.Fail($"""
            Golden/{name} says otherwise:
            {string.Join('\n', difference.Take(40))}{(difference.Length == 0 ? "(only the order of lines differs)" : difference.Length > 40 ? $"\n… and {difference.Length - 40} more lines" : "")}
            If this is meant, accept it with `UPDATE_GOLDEN=1 bin/test --filter Golden` and commit the file.
            """);
    }

    /// <summary>The lines of one text that the other lacks, as often as it lacks them.</summary>
    private static IEnumerable<string> Without(string[] lines, string[] others)
    {
        var left = others.GroupBy(l => l).ToDictionary(g => g.Key, g => g.Count());
        foreach (var line in lines)
        {
            if (left.TryGetValue(line, out var count) && count > 0) left[line] = count - 1;
            else yield return line;
        }
    }

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
