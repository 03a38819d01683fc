namespace Modular.Identity;

/// <summary>A named set of privileges, ticked at once.</summary>
internal sealed record RoleTemplate : IVersioned
{
    public const string Columns = "id, name, privileges, version";

    public Guid Id { get; init; }
    public string Name { get; init; } = "";
    public string[] Privileges { get; init; } = [];
    public long Version { get; init; } = 1;

    public static string Subject(Guid id) => $"role-template/{id}";
}
