using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Ui;

namespace Modular.Notifications;

/// <summary>Which e-mails a list or a download shows.</summary>
/// <param name="Q">Part of address, name or subject.</param>
internal sealed record MessageFilter(string? Status, string? Q)
{
    public const string Columns =
        """
        id, kind, email, name, language, subject, status, attempts, last_error, written_at, sent_at,
        CASE WHEN status IN ('waiting', 'daily') THEN next_attempt_at END AS next_attempt_at
        """;

    /// <summary>FROM and WHERE; what the user typed is only ever an argument.</summary>
    public string Sql => "FROM notifications.messages WHERE true"
        + (string.IsNullOrEmpty(Status) ? "" : " AND status = @Status")
        + (string.IsNullOrWhiteSpace(Q) ? "" : " AND (email ILIKE @q OR subject ILIKE @q OR name ILIKE @q)");

    public object Args(int size = 0, long offset = 0) => new { Status, q = Like.Containing(Q), size, offset };
}

/// <summary>The shape of a <see cref="MessageFilter"/>.</summary>
internal sealed class MessageFilterRules : AbstractValidator<MessageFilter>
{
    public MessageFilterRules()
    {
        RuleFor(f => f.Q).Line(100).OverridePropertyName("q");
        RuleFor(f => f.Status).Must(s => string.IsNullOrEmpty(s) || MessageList.Statuses.Contains(s))
            .WithMessage(_ => Texts.Shared["request.one_of", string.Join(", ", MessageList.Statuses)]).OverridePropertyName("status");
    }
}
