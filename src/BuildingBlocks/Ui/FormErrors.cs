using Modular.BuildingBlocks.Results;

namespace Modular.BuildingBlocks.Ui;

/// <summary>What is wrong with a form in finished sentences, by field; the empty field name stands for the form as a whole.</summary>
public sealed class FormErrors
{
    public static readonly FormErrors None = new();

    private readonly List<FieldError> _all = [];

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

    /// <summary>The id of the input that a field name belongs to.</summary>
    public static string IdOf(string inputName) => "f-" + Last(inputName).ToLowerInvariant();

    private static string Last(string name) => name[(name.LastIndexOf('.') + 1)..];
}
