namespace Modular.BuildingBlocks.Ui;

/// <summary>A step of the breadcrumbs above the page's title; the page itself is not one.</summary>
public sealed record Crumb(string Text, string Href);

/// <summary>A tab: a link that shows another part of the same list.</summary>
public sealed record Tab(string Text, string Href, bool Current, long? Count = null);

/// <summary>A filter in force; its chip's link takes it away.</summary>
/// <param name="Label">What is filtered: "Vendor".</param>
/// <param name="Value">By what, in words: "Cisco".</param>
/// <param name="Parameter">The query parameter that carries it.</param>
/// <param name="QueryValue">The parameter's value where that differs from the words.</param>
public sealed record FilterChip(string Label, string Value, string Parameter, string? QueryValue = null);

/// <summary>A choice of a <see cref="SelectField"/> or a filter.</summary>
public sealed record Choice(string Value, string Text);
