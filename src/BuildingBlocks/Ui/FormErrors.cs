using Modular.BuildingBlocks.Results;

namespace Modular.BuildingBlocks.Ui;

/// <summary>What is wrong with a form in finished sentences, by field; the empty field name stands for the form as a whole.</summary>
public sealed class FormErrors
{
    public static readonly FormErrors None = new();

    private readonly List<FieldError> _all = [];
    private readonly Dictionary<string, string> _labels = [];

    /// <summary>Raised when an input has told its label: inputs are drawn after the summary that names them.</summary>
    public event Action? Labelled;

    public IReadOnlyList<FieldError> All => _all;

    public bool Any => _all.Count > 0;

    /// <summary>The sentences of a refusal.</summary>
    public static FormErrors Of(Error error, Texts texts)
    {
        var errors = new FormErrors();
        if (error.Fields is { Count: > 0 } fields) errors._all.AddRange(fields);
        else errors._all.Add(new FieldError(error.Field ?? "", texts[error.Code, [.. error.Args]]));
        return errors;
    }

    public FormErrors Add(string field, string message)
    {
        _all.Add(new FieldError(field, message));
        return this;
    }

    /// <summary>Those of one input; the last part of its name counts, whatever its case: <c>Form.PoNumber</c> is <c>poNumber</c>.</summary>
    public IEnumerable<string> For(string inputName) =>
        _all.Where(e => e.Field.Length > 0 && Last(e.Field).Equals(Last(inputName), StringComparison.OrdinalIgnoreCase)).Select(e => e.Message);

    /// <summary>An input tells what it is called, so that the summary can name it.</summary>
    public void Call(string inputName, string label)
    {
        if (For(inputName).Any() && _labels.TryAdd(IdOf(inputName), label)) Labelled?.Invoke();
    }

    /// <summary>The sentence as the summary says it: behind its field's label, where one is known.</summary>
    public string InSummary(FieldError error, Texts texts) =>
        _labels.TryGetValue(IdOf(error.Field), out var label) ? texts["ui.error_at", label, error.Message] : error.Message;

    /// <summary>The id of the input that a field name belongs to.</summary>
    public static string IdOf(string inputName) => "f-" + Last(inputName).ToLowerInvariant();

    private static string Last(string name) => name[(name.LastIndexOf('.') + 1)..];
}
