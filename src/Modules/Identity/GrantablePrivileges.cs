using System.Collections.Frozen;
using Modular.BuildingBlocks.Modules;
using Modular.BuildingBlocks.Ui;

namespace Modular.Identity;

/// <summary>The privileges that the modules offer: those of the distributor's staff are neither offered nor known elsewhere.</summary>
internal sealed class GrantablePrivileges(IReadOnlyList<Module> modules)
{
    /// <summary>By module, in the order they are shown.</summary>
    public IEnumerable<(string Module, IReadOnlyList<string> Names)> ByModule(bool isStaff) => modules
        .Select(m => (m.Name, (IReadOnlyList<string>)[.. m.Privileges.Where(p => isStaff || !p.StaffOnly).Select(p => p.Name)]))
        .Where(m => m.Item2.Count > 0);

    public IEnumerable<string> Names(bool isStaff) => ByModule(isStaff).SelectMany(m => m.Names);

    public IReadOnlySet<string> NotForShoppers { get; } =
        modules.SelectMany(m => m.Privileges).Where(p => p.NotForShoppers).Select(p => p.Name).ToFrozenSet();

    /// <returns>Why these cannot be granted, or null.</returns>
    public Error? Refuse(IEnumerable<string> privileges, bool isStaff) =>
        privileges.Except(Names(isStaff)).FirstOrDefault() is { } unknown ? IdentityErrors.PrivilegeUnknown(unknown) : null;

    /// <returns>Why a list cannot be filtered by this kind of access, or null.</returns>
    public Error? RefuseAccess(string? access, bool isStaff) =>
        string.IsNullOrEmpty(access) || access is CollaboratorFilter.Administrators or CollaboratorFilter.WithoutAccess || Names(isStaff).Contains(access)
            ? null
            : IdentityErrors.AccessUnknown;

    public string Label(string privilege, Texts texts)
    {
        var module = modules.FirstOrDefault(m => m.Privileges.Any(p => p.Name == privilege))?.Name;
        return module is null ? privilege
            : texts.Find($"{module}.privilege.{privilege}") ?? texts[$"{module}.privilege.{privilege.Split('.')[^1]}"];
    }

    /// <summary>"Admin", "Sem Acesso", or what somebody may do, in words.</summary>
    public string Summary(bool isAdministrator, IReadOnlyCollection<string> privileges, Texts texts)
    {
        if (isAdministrator) return texts["identity.access.admin"];
        var held = modules.SelectMany(m => m.Privileges).Select(p => p.Name).Where(privileges.Contains).ToArray();
        return held.Length == 0 ? texts["identity.access.none"] : string.Join(", ", held.Select(p => Label(p, texts)));
    }
}
