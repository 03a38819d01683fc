using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Modular.BuildingBlocks.Events;
using Modular.Integration.Baskets;

namespace Modular.Tests.Architecture;

/// <summary>Modules know each other through Integration alone, in code and in SQL.</summary>
public sealed partial class WallTests
{
    [Fact]
    public void A_module_refers_to_BuildingBlocks_and_Integration_only() =>
        Source.Modules.SelectMany(module => References(Source.FolderOf(module))
                .Except(["Modular.BuildingBlocks", "Modular.Integration"])
                .Select(other => $"{module.Name} refers to {other}"))
            .ShouldBeNone("A module refers to no project but BuildingBlocks and Integration:");

    [Fact]
    public void Integration_and_BuildingBlocks_refer_to_no_project_of_ours() =>
        new[] { "src/Modules/Integration", "src/BuildingBlocks" }.SelectMany(folder => References(folder).Select(other => $"{folder} refers to {other}"))
            .ShouldBeNone("Integration and BuildingBlocks know nobody:");

    [Fact]
    public void Every_module_under_src_is_in_the_host()
    {
        var folders = Directory.GetDirectories(Path.Combine(Source.Root, "src/Modules")).Select(f => Path.GetFileName(f)).Where(f => f != "Integration");
        folders.Except(Source.Modules.Select(m => Path.GetFileName(Source.FolderOf(m))))
            .ShouldBeNone("These folders of src/Modules are not in Modules.All:");
    }

    [Fact]
    public void Public_in_a_module_are_its_module_class_and_its_pages_only() =>
        Source.ModuleAssemblies.SelectMany(a => a.GetExportedTypes())
            .Where(t => !typeof(BuildingBlocks.Modules.Module).IsAssignableFrom(t))
            .Where(t => !typeof(Microsoft.AspNetCore.Components.IComponent).IsAssignableFrom(t))
            // Razor makes a public class of _Imports.razor.
            .Where(t => !t.IsNested && t.Name != "_Imports")
            .Select(t => t.FullName!)
            .ShouldBeNone("Make these internal, or say them in Integration:");

    [Fact]
    public void No_SQL_names_a_foreign_schema()
    {
        var schemas = Source.Modules.Select(m => m.Name).ToArray();
        (from module in Source.Modules
         from file in Source.Files(Source.FolderOf(module), ".cs", ".sql", ".razor")
         from text in file.Path.EndsWith(".sql", StringComparison.Ordinal) ? [file.Text] : Literals(file.Text).Where(LooksLikeSql)
         from schema in schemas.Where(s => s != module.Name)
         where Regex.IsMatch(text, $@"\b{schema}\.(?!reporting_)\w")
         select $"{file.Path} names {schema}.")
            .Distinct().ShouldBeNone("A module's SQL knows its own schema, platform and views named reporting_*:");
    }

    /// <summary>Ordering takes it back with the order that it has written.</summary>
    [Fact]
    public void Ordering_alone_hears_that_a_basket_was_checked_out() =>
        Source.ModuleAssemblies.SelectMany(a => a.GetTypes()).Where(t => t.IsClass && t.IsAssignableTo(typeof(IConsumer<BasketCheckedOut>)))
            .Select(t => t.FullName).ShouldBe(["Modular.Ordering.OrderOfCheckedOutBasket"]);

    [Fact]
    public void BuildingBlocks_names_no_module() =>
        (from file in Source.Files("src/BuildingBlocks", ".cs", ".sql", ".razor")
         from module in Source.Modules
         where Regex.IsMatch(WithoutComments(file.Text), $@"Modular\.({module.Assembly.GetName().Name!.Split('.')[1]}|Integration)\b|\b(FROM|INTO|JOIN|UPDATE) {module.Name}\.")
         select $"{file.Path} names {module.Name}")
            .ShouldBeNone("BuildingBlocks knows no business word:");

    [Fact]
    public void Nothing_outside_the_stand_ins_knows_that_they_are_there() =>
        Source.Files("src", ".cs", ".razor")
            .Where(f => !f.Path.StartsWith("src/BuildingBlocks/StandIns/", StringComparison.Ordinal))
            .Where(f => f.Text.Contains("BuildingBlocks.StandIns", StringComparison.Ordinal))
            .Select(f => f.Path)
            .ShouldBeNone("Write against Orleans, MediatR and Carter:");

    private static IEnumerable<string> References(string folder) =>
        Directory.GetFiles(Path.Combine(Source.Root, folder), "*.csproj").SelectMany(file => XDocument.Load(file).Descendants("ProjectReference"))
            .Select(r => Path.GetFileNameWithoutExtension(((string)r.Attribute("Include")!).Replace('\\', '/')));

    private static string WithoutComments(string code) => Regex.Replace(code, "^ *//.*$", "", RegexOptions.Multiline);

    private static IEnumerable<string> Literals(string code) => Literal().Matches(code).Select(m => m.Value);

    private static bool LooksLikeSql(string text) => Sql().IsMatch(text);

    [GeneratedRegex("\"\"\".*?\"\"\"|\"(?:[^\"\\\\\n]|\\\\.)*\"", RegexOptions.Singleline)]
    private static partial Regex Literal();

    [GeneratedRegex(@"\b(SELECT|INSERT|UPDATE|DELETE|FROM|JOIN|COPY|LISTEN)\b")]
    private static partial Regex Sql();
}
