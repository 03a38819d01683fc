using FluentValidation;

namespace Modular.BuildingBlocks.Requests;

/// <summary>Rules of shape that many inputs share.</summary>
public static class Rules
{
    /// <summary>One line of text: no control characters, at most <paramref name="max"/> characters.</summary>
    public static IRuleBuilderOptions<T, string?> Line<T>(this IRuleBuilder<T, string?> rule, int max) =>
        rule.MaximumLength(max).Must(text => text is null || !text.Any(char.IsControl)).WithMessage(Unprintable);

    /// <summary>Several lines of text: line breaks and tabs are its only control characters.</summary>
    public static IRuleBuilderOptions<T, string?> Prose<T>(this IRuleBuilder<T, string?> rule, int max) =>
        rule.MaximumLength(max)
            .Must(text => text is null || !text.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')))
            .WithMessage(Unprintable);

    private static string Unprintable<T>(T _) => Ui.Texts.Shared["request.unprintable"];
}
