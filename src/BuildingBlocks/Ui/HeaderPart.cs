namespace Modular.BuildingBlocks.Ui;

/// <summary>What a module puts into the header of every page for whoever is signed in, before the links.</summary>
/// <param name="Component">A Razor component without parameters that renders a <c>top-button</c>.</param>
public sealed record HeaderPart(Type Component, int Order);
