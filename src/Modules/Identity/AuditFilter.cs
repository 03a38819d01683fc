using System.Globalization;

namespace Modular.Identity;

/// <summary>Which rows of the account's audit trail a list or a download shows.</summary>
/// <param name="Subject">The thing that was changed, as <c>user/0193…</c>; its number or id alone where the kind is not known.</param>
/// <param name="User">Who changed it.</param>
/// <param name="From">First day, in UTC.</param>
/// <param name="To">Last day, in UTC.</param>
/// <param name="Action">What happened, as <c>identity.user_renamed</c>.</param>
/// <param name="Kind">What kind of thing, as <c>basket</c>.</param>
/// <param name="Person">Part of the name or user name of who made a change or was changed.</param>
internal sealed record AuditFilter(
    string? Subject, Guid? User = null, DateOnly? From = null, DateOnly? To = null, string? Action = null, string? Kind = null, string? Person = null)
{
    /// <summary>All rows, for a download.</summary>
    public const string Unlimited = "ALL";

    public static readonly Sorting Sorts = new(new Dictionary<string, string> { ["at"] = "a.at" }, "-at", "a.seq");

    /// <summary>FROM and WHERE; what the user typed is only ever an argument.</summary>
    /// <param name="most">How many rows are wanted from the first on: an argument's name or <see cref="Unlimited"/>.</param>
    /// <remarks>A person's rows stand in two indexes; of each only so many are read as can be wanted.</remarks>
    public string Sql(string? sort, string most)
    {
        if (Person is null) return Rows();
        var wanted = $"{Sorts.OrderBy(sort)} LIMIT {most}";
        return $"""
            FROM unnest(@people) AS person (id) CROSS JOIN LATERAL (
                (SELECT a.* {Rows("a.user_id = person.id")} {wanted})
                UNION ALL
                (SELECT a.* {Rows("a.subject = 'user/' || person.id AND (a.user_id IS NULL OR a.user_id <> ALL(@people))")} {wanted})) a
            """;
    }

    /// <param name="people">Whose rows are looked for with <see cref="Person"/>.</param>
    /// <param name="kinds">Of things, for a subject that does not name its own.</param>
    public object Args(Guid accountId, Guid[] people, IEnumerable<string> kinds, int size = 0, long offset = 0) => new
    {
        AccountId = accountId, Subject, User, Action, Kind, people, subjects = IsWhole ? [] : kinds.Select(kind => $"{kind}/{Subject}").ToArray(),
        after = Midnight(From), before = Midnight(To?.AddDays(1)), size, offset, wanted = offset + size,
    };

    private bool IsWhole => Subject?.Contains('/', StringComparison.Ordinal) != false;

    private string Rows(string? of = null)
    {
        var where = new List<string> { "a.account_id = @AccountId" };
        if (of is not null) where.Add(of);
        if (Subject is not null) where.Add(IsWhole ? "a.subject = @Subject" : "a.subject = ANY(@subjects)");
        // As the index has it.
        if (Kind is not null) where.Add("split_part(a.subject, '/', 1) = @Kind");
        if (User is not null) where.Add("a.user_id = @User");
        if (Action is not null) where.Add("a.action = @Action");
        if (From is not null) where.Add("a.at >= @after");
        if (To is not null) where.Add("a.at < @before");
        return $"FROM platform.audit a WHERE {string.Join(" AND ", where)}";
    }

    /// <summary>As the page's form sends it: what cannot be read filters nothing.</summary>
    public static AuditFilter OfPage(string? subject, string? user, string? from, string? to, string? action, string? kind, string? person) => new(
        Text(subject), Guid.TryParse(user, out var id) ? id : null, Day(from), Day(to), Text(action), Text(kind), Text(person));

    public static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static string? Text(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();

    private static DateTime? Midnight(DateOnly? day) => day?.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
}

internal sealed class AuditFilterRules : AbstractValidator<AuditFilter>
{
    public AuditFilterRules()
    {
        RuleFor(f => f.Subject).Line(200).OverridePropertyName("subject");
        RuleFor(f => f.Kind).Line(40).OverridePropertyName("kind");
        RuleFor(f => f.Person).Line(100).OverridePropertyName("person");
        RuleFor(f => f.Action).Line(100).OverridePropertyName("action");
        RuleFor(f => f.To).LessThan(DateOnly.MaxValue).OverridePropertyName("to");
    }
}
