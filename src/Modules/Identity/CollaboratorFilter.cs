using Modular.BuildingBlocks.Data;

namespace Modular.Identity;

/// <summary>Which members a list or a download shows.</summary>
/// <param name="Q">Part of the name, the user name or the e-mail address.</param>
/// <param name="Access"><c>admin</c>, <c>none</c>, or a privilege that was granted.</param>
internal sealed record CollaboratorFilter(string? Q, string? Access)
{
    public const string Administrators = "admin", WithoutAccess = "none";

    public static readonly Sorting Sorts = new(
        new Dictionary<string, string>
        {
            ["name"] = "u.display_name", ["email"] = "lower(u.email)", ["firstAccess"] = "coalesce(m.first_access, '-infinity')",
            ["lastAccess"] = "coalesce(m.last_access, '-infinity')", ["status"] = "m.status", ["role"] = "m.role",
            ["access"] = "CASE WHEN m.is_administrator THEN 0 WHEN cardinality(m.privileges) > 0 THEN 1 ELSE 2 END",
        },
        "name", "m.user_id");

    public bool IsEmpty => string.IsNullOrWhiteSpace(Q) && string.IsNullOrEmpty(Access);

    /// <summary>FROM and WHERE; what the user typed is only ever an argument.</summary>
    public string Sql
    {
        get
        {
            var where = new List<string> { "m.account_id = @accountId" };
            if (!string.IsNullOrWhiteSpace(Q)) where.Add("(u.display_name ILIKE @q OR u.email ILIKE @q OR u.user_name ILIKE @q)");
            if (Access == Administrators) where.Add("m.is_administrator");
            else if (Access == WithoutAccess) where.Add("NOT m.is_administrator AND cardinality(m.privileges) = 0");
            else if (!string.IsNullOrEmpty(Access)) where.Add("NOT m.is_administrator AND @Access = ANY(m.privileges)");
            return $"{Collaborator.From} WHERE {string.Join(" AND ", where)}";
        }
    }

    public object Args(Guid accountId, int size = 0, long offset = 0) => new { accountId, q = Like.Containing(Q), Access, size, offset };
}

/// <summary>The shape of a <see cref="CollaboratorFilter"/>.</summary>
internal sealed class CollaboratorFilterRules : AbstractValidator<CollaboratorFilter>
{
    public CollaboratorFilterRules()
    {
        RuleFor(f => f.Q).Line(100).OverridePropertyName("q");
        RuleFor(f => f.Access).Line(100).OverridePropertyName("access");
    }
}
