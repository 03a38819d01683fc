using Modular.BuildingBlocks.Ui;

namespace Modular.Identity;

/// <summary>What a user may ask for: the privileges of a module together. Who administers people is appointed and asks for nothing.</summary>
internal sealed class Tools(GrantablePrivileges privileges)
{
    private const string People = "identity";

    public IEnumerable<Tool> All(bool isStaff, bool isShopper) =>
        from module in privileges.ByModule(isStaff)
        where module.Module != People
        let names = module.Names.Where(name => !(isShopper && privileges.NotForShoppers.Contains(name))).ToArray()
        where names.Length > 0
        select new Tool(module.Module, names);

    public Tool? Find(string? name, bool isStaff, bool isShopper) => All(isStaff, isShopper).FirstOrDefault(tool => tool.Name == name);

    public static string Label(string tool, Texts texts) => texts.Find(tool + ".module") ?? tool;
}

/// <param name="Name">Of the module.</param>
internal sealed record Tool(string Name, IReadOnlyList<string> Privileges)
{
    /// <summary>What it is for: all but the managing of its settings, where there is more to it.</summary>
    public IReadOnlyList<string> Main { get; } = Privileges.Where(p => !Manages(p)).ToArray() is { Length: > 0 } main ? main : Privileges;

    private static bool Manages(string privilege) => privilege.EndsWith(".manage", StringComparison.Ordinal);
}
