using System.Globalization;

namespace Modular.Identity;

/// <summary>Which rows of the account's audit trail a list or a download shows.</summary>
/// <param name="Subject">The thing that was changed, as <c>user/0193…</c>.</param>
/// <param name="User">Who changed it.</param>
/// <param name="From">First day, in UTC.</param>
/// <param name="To">Last day, in UTC.</param>
/// <param name="Action">What happened, as <c>identity.user_renamed</c>.</param>
internal sealed record AuditFilter(string? Subject, Guid? User = null, DateOnly? From = null, DateOnly? To = null, string? Action = null)
{
    public static readonly Sorting Sorts = new(new Dictionary<string, string> { ["at"] = "a.at" }, "-at", "a.seq");

    /// <summary>FROM and WHERE; what the user typed is only ever an argument.</summary>
    public string Sql
    {
        get
        {
            var where = new List<string> { "a.account_id = @AccountId" };
            if (Subject is not null) where.Add("a.subject = @Subject");
            if (User is not null) where.Add("a.user_id = @User");
            if (Action is not null) where.Add("a.action = @Action");
            if (From is not null) where.Add("a.at >= @after");
            if (To is not null) where.Add("a.at < @before");
            return $"FROM platform.audit a WHERE {string.Join(" AND ", where)}";
        }
    }

    public object Args(Guid accountId, int size = 0, long offset = 0) => new
    {
        AccountId = accountId, Subject, User, Action, after = Midnight(From), before = Midnight(To?.AddDays(1)), size, offset,
    };

    /// <summary>As the page's form sends it: what cannot be read filters nothing.</summary>
    public static AuditFilter OfPage(string? subject, string? user, string? from, string? to, string? action) => new(
        Text(subject), Guid.TryParse(user, out var id) ? id : null, Day(from), Day(to), Text(action));

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
        RuleFor(f => f.Action).Line(100).OverridePropertyName("action");
        RuleFor(f => f.To).LessThan(DateOnly.MaxValue).OverridePropertyName("to");
    }
}
