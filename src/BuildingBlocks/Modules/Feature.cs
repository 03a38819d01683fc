namespace Modular.BuildingBlocks.Modules;

/// <summary>A part of the program that can be switched off. Its label is the text <c>module.feature.NAME</c>.</summary>
/// <param name="Name">In addresses and in the database: <c>quick_pay</c>.</param>
/// <param name="IsWholeModule">All of the module's routes, pages and privileges that no other feature of it claims.</param>
/// <param name="OnByDefault">Where nothing else is said.</param>
public sealed record Feature(string Name, bool IsWholeModule = false, bool OnByDefault = true)
{
    /// <summary>Privileges that nobody has while it is off, so that what asks for them disappears.</summary>
    public IReadOnlyList<string> Privileges { get; init; } = [];
}
