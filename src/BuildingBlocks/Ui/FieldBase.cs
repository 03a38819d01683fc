using Microsoft.AspNetCore.Components;

namespace Modular.BuildingBlocks.Ui;

/// <summary>What every form field has: a label above, help below, errors beside it, and the input kept.</summary>
public abstract class FieldBase : ComponentBase
{
    /// <summary>The input's name as the form posts it.</summary>
    [Parameter, EditorRequired] public string Name { get; set; } = "";

    [Parameter, EditorRequired] public string Label { get; set; } = "";

    [Parameter] public string? Value { get; set; }

    [Parameter] public string? Help { get; set; }

    [Parameter] public bool Required { get; set; }

    [CascadingParameter] public FormErrors Errors { get; set; } = FormErrors.None;

    /// <summary>Further attributes of the input: <c>autocomplete</c>, <c>inputmode</c>, <c>enterkeyhint</c>, <c>maxlength</c> ….</summary>
    [Parameter(CaptureUnmatchedValues = true)] public IReadOnlyDictionary<string, object>? Attributes { get; set; }

    protected override void OnParametersSet() => Errors.Call(Name, Label);

    protected string Id => FormErrors.IdOf(Name);

    protected IReadOnlyList<string> Faults => [.. Errors.For(Name)];

    protected string? Invalid => Faults.Count > 0 ? "true" : null;

    protected string? DescribedBy => (Help is not null, Faults.Count > 0) switch
    {
        (true, true) => $"{Id}-error {Id}-help",
        (true, false) => $"{Id}-help",
        (false, true) => $"{Id}-error",
        _ => null,
    };
}
