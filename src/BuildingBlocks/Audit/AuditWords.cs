using Modular.BuildingBlocks.Modules;
using Modular.BuildingBlocks.Ui;

namespace Modular.BuildingBlocks.Audit;

/// <summary>The trail's codes in the caller's words.</summary>
public static class AuditWords
{
    /// <summary>An action is told by its module: <c>identity.privileges_changed</c> by the text <c>identity.audit.privileges_changed</c>.</summary>
    public static string Sentence(string action, Texts texts)
    {
        var dot = action.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? action : texts.Find($"{action[..dot]}.audit{action[dot..]}") ?? action;
    }

    /// <summary>All actions that some module tells of, in the order of their words.</summary>
    public static IReadOnlyList<Choice> Actions(Texts texts) =>
    [
        .. texts.Keys.Select(key => (Key: key, Dot: key.IndexOf(".audit.", StringComparison.Ordinal)))
            .Where(k => k.Dot > 0 && k.Key.IndexOf('.', StringComparison.Ordinal) == k.Dot)
            .Select(k => k.Key[..k.Dot] + k.Key[(k.Dot + ".audit".Length)..])
            .Select(action => new Choice(action, Sentence(action, texts)))
            .OrderBy(choice => choice.Text, StringComparer.CurrentCulture),
    ];

    /// <summary>The kinds of things that the trail tells of, as their modules name them: <c>baskets.audit_kind.basket</c>.</summary>
    public static IReadOnlyList<Choice> Kinds(Texts texts) =>
    [
        .. texts.Keys.Select(key => (Key: key, Dot: key.IndexOf(KindKey, StringComparison.Ordinal)))
            .Where(k => k.Dot > 0)
            .Select(k => new Choice(k.Key[(k.Dot + KindKey.Length)..], texts[k.Key]))
            .OrderBy(choice => choice.Text, StringComparer.CurrentCulture),
    ];

    private const string KindKey = ".audit_kind.";

    /// <summary>A value of a difference: a privilege by its label, a role or a tool by its name, anything else as it is.</summary>
    public static string Value(string field, string value, Texts texts, IReadOnlyList<Module> modules)
    {
        if (field == "role") return texts.Find("ui.role." + value) ?? value;
        if (field == "tool") return texts.Find(value + ".module") ?? value;
        var module = modules.FirstOrDefault(m => m.Privileges.Any(p => p.Name == value))?.Name;
        // A code that a module has words for under the field's name: baskets.visibility.private.
        if (module is null && value.All(c => c is (>= 'a' and <= 'z') or '_'))
            return modules.Select(m => texts.Find($"{m.Name}.{field}.{value}")).FirstOrDefault(words => words is not null) ?? value;
        return module is null ? value : texts.Find($"{module}.privilege.{value}") ?? texts.Find($"{module}.privilege.{value.Split('.')[^1]}") ?? value;
    }
}
