namespace Modular.Identity;

/// <summary>Which rows of the account's audit trail a list or a download shows.</summary>
/// <param name="Subject">The thing that was changed, as <c>user/0193…</c>.</param>
/// <param name="User">Who changed it.</param>
/// <param name="From">First day, in UTC.</param>
/// <param name="To">Last day, in UTC.</param>
internal sealed record AuditFilter(string? Subject, Guid? User, DateOnly? From, DateOnly? To)
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
            if (From is not null) where.Add("a.at >= @after");
            if (To is not null) where.Add("a.at < @before");
            return $"FROM platform.audit a WHERE {string.Join(" AND ", where)}";
        }
    }

    public object Args(Guid accountId, int size = 0, long offset = 0) => new
    {
        AccountId = accountId, Subject, User, after = Midnight(From), before = Midnight(To?.AddDays(1)), size, offset,
    };

    private static DateTime? Midnight(DateOnly? day) => day?.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
}
