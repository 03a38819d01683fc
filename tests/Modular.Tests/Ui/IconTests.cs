using System.Text.RegularExpressions;

namespace Modular.Tests.Ui;

public partial class IconTests
{
    [Fact]
    public void Every_icon_that_a_page_or_a_menu_names_is_in_the_sprite()
    {
        var known = File.ReadAllLines(Path.Combine(Root, "build", "icons.txt")).ToHashSet();

        var named = Directory.EnumerateFiles(Path.Combine(Root, "src"), "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".razor" or ".cs")
            .SelectMany(file => Name().Matches(File.ReadAllText(file)).Select(match => match.Groups["name"].Value))
            .ToHashSet();

        named.ShouldContain("search");
        named.Except(known).ShouldBeEmpty();
    }

    [GeneratedRegex("(?:<Icon Name=|\\sIcon=|\\bFiles\\.Icon\\(|\\bicon: |MenuItem\\(\"[^\"]*\", \"[^\"]*\", )\"(?<name>[a-z0-9-]+)\"")]
    private static partial Regex Name();

    private static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    private static string FindRoot(string folder) =>
        File.Exists(Path.Combine(folder, "Modular.sln")) ? folder : FindRoot(Path.GetDirectoryName(folder)!);
}
