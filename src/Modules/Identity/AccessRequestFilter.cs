using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Ui;

namespace Modular.Identity;

/// <summary>Which requests for tools a list or a download shows.</summary>
/// <param name="Q">Part of the name or the e-mail address of who asked.</param>
/// <param name="Tool">The name of a module.</param>
internal sealed record AccessRequestFilter(string? Q, string? Tool, string? Status)
{
    public static readonly Sorting Sorts = new(
        new Dictionary<string, string>
        {
            ["askedAt"] = "r.asked_at", ["user"] = "u.display_name", ["tool"] = "r.tool", ["status"] = "r.status",
        },
        "-askedAt", "r.id");

    /// <summary>FROM and WHERE; what the user typed is only ever an argument.</summary>
    public string Sql
    {
        get
        {
            var where = new List<string> { "r.account_id = @accountId" };
            if (Q is not null) where.Add("(u.display_name ILIKE @q OR u.email ILIKE @q)");
            if (Tool is not null) where.Add("r.tool = @Tool");
            if (Status is not null) where.Add("r.status = @Status");
            return $"{AccessRequest.From} WHERE {string.Join(" AND ", where)}";
        }
    }

    public object Args(Guid accountId, int size = 0, long offset = 0) => new { accountId, q = Like.Containing(Q), Tool, Status, size, offset };

    public static AccessRequestFilter Of(string? q, string? tool, string? status) => new(Given(q), Given(tool), Given(status));

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>The shape of an <see cref="AccessRequestFilter"/>.</summary>
internal sealed class AccessRequestFilterRules : AbstractValidator<AccessRequestFilter>
{
    public AccessRequestFilterRules()
    {
        RuleFor(f => f.Q).Line(100).OverridePropertyName("q");
        RuleFor(f => f.Tool).Line(40).OverridePropertyName("tool");
        RuleFor(f => f.Status).Must(s => s is null || AccessRequest.Statuses.Contains(s))
            .WithMessage(_ => Texts.Shared["request.one_of", string.Join(", ", AccessRequest.Statuses)]).OverridePropertyName("status");
    }
}
