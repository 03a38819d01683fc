using Microsoft.AspNetCore.Components;

namespace Modular.BuildingBlocks.Ui;

/// <summary>What every form field has: a label above, help below, errors beside it, and the input kept.</summary>
public abstract class FieldBase : Fragment
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

    [Inject] protected WebFiles Files { get; set; } = null!;

    [Inject] protected Texts T { get; set; } = null!;

    protected sealed override string Markup
    {
        get
        {
            var faults = Errors.For(Name).ToArray();
            if (faults.Length > 0) Errors.Call(Name, Label);
            return Draw(faults).Value;
        }
    }

    /// <param name="faults">What is wrong with it, in finished sentences.</param>
    protected abstract MarkupString Draw(string[] faults);

    protected string Id => FormErrors.IdOf(Name);

    /// <summary>Id, name and what is known of the input for those who hear it, then the further attributes.</summary>
    protected MarkupString Common(bool isWrong)
    {
        var describedBy = (Help is not null, isWrong) switch
        {
            (true, true) => $"{Id}-error {Id}-help",
            (true, false) => $"{Id}-help",
            (false, true) => $"{Id}-error",
            _ => null,
        };
        return Html.Of($" id=\"{Id}\" name=\"{Name}\"{Html.Attribute("required", Required)}{Html.Attribute("aria-invalid", isWrong ? "true" : null)}{Html.Attribute("aria-describedby", describedBy)}{Html.Attributes(Attributes)}");
    }

    /// <summary>Label, input, errors and help, one below the other.</summary>
    protected MarkupString Frame(MarkupString input, string[] faults, bool isOptional = false)
    {
        var optional = isOptional ? Html.Of($"<span class=\"optional\"> {T["ui.optional"]}</span>") : Html.None;
        var wrong = faults.Length == 0 ? Html.None
            : Html.Of($"<div id=\"{Id}-error\">{Html.Join(faults.Select(fault => Html.Of($"<p class=\"error\">{Files.Icon("alert-circle")}{fault}</p>")))}</div>");
        return Html.Of($"<div class=\"field\"><label for=\"{Id}\">{Label}{optional}</label>{input}{wrong}{Below}</div>");
    }

    protected MarkupString Below => Help is null ? Html.None : Html.Of($"<p class=\"help\" id=\"{Id}-help\">{Help}</p>");
}
