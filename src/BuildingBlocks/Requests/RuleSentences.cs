using System.Globalization;
using FluentValidation;
using FluentValidation.Resources;
using Modular.BuildingBlocks.Ui;

namespace Modular.BuildingBlocks.Requests;

/// <summary>What the built-in rules say: our own sentences, in the reader's language, without the names that fields have in code.</summary>
public sealed class RuleSentences : ILanguageManager
{
    public bool Enabled { get; set; } = true;

    public CultureInfo? Culture { get; set; }

    /// <summary>For every validator of the process.</summary>
    public static void Use() => ValidatorOptions.Global.LanguageManager = new RuleSentences();

    public string GetString(string key, CultureInfo? culture = null) => Texts.Shared[Key(key)];

    private static string Key(string rule) => rule switch
    {
        "NotEmptyValidator" or "NotNullValidator" => "request.required",
        "EmptyValidator" or "NullValidator" => "request.leave_empty",
        "EmailValidator" => "request.email_invalid",
        "MaximumLengthValidator" => "request.too_long",
        "MinimumLengthValidator" => "request.too_short",
        "InclusiveBetweenValidator" => "request.between",
        "GreaterThanOrEqualValidator" => "request.at_least",
        "GreaterThanValidator" => "request.more_than",
        "LessThanOrEqualValidator" => "request.at_most",
        "LessThanValidator" => "request.less_than",
        _ => "request.value_refused",
    };
}
