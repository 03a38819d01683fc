namespace Modular.Identity;

/// <summary>A named set of privileges, ticked at once.</summary>
internal sealed record RoleTemplate
{
    public Guid Id { get; init; }
    public string Name { get; init; } = "";
    public string[] Privileges { get; init; } = [];
}
