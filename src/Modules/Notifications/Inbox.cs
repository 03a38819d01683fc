using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Ui;

namespace Modular.Notifications;

/// <summary>What this caller was told in the portal, for the account they act for and for themselves.</summary>
internal sealed class Inbox(Db db, Texts texts, Caller caller, TimeProvider time)
{
    private const string Mine = "FROM notifications.inbox WHERE user_id = @UserId AND (account_id = @AccountId OR account_id IS NULL)";

    public async Task<Listing<Notification>> Page(bool unread, string? kind, Paging paging, CancellationToken ct)
    {
        var which = Mine + (unread ? " AND read_at IS NULL" : "") + (kind is null ? "" : " AND kind = @kind");
        var (rows, total) = await db.Counted<Row>(
            $"SELECT id, kind, template, args, link, told_at, read_at {which} ORDER BY told_at DESC, id DESC LIMIT @Size OFFSET @Offset",
            $"SELECT count(*)::int {which}", new { caller.UserId, caller.AccountId, kind, paging.Size, paging.Offset }, ct);
        return new([.. rows.Select(View)], paging.Page, paging.Size, total);
    }

    /// <returns>Null where this caller was told no such thing.</returns>
    public async Task<Notification?> Read(Guid id, CancellationToken ct) =>
        await db.One<Row>(
            $"""
            UPDATE notifications.inbox SET read_at = coalesce(read_at, @now)
            WHERE id = @id AND id IN (SELECT id {Mine}) RETURNING id, kind, template, args, link, told_at, read_at
            """,
            new { id, caller.UserId, caller.AccountId, now = time.GetUtcNow().UtcDateTime }, ct) is { } row ? View(row) : null;

    public Task<int> ReadAll(CancellationToken ct) => db.Execute(
        $"UPDATE notifications.inbox SET read_at = @now WHERE id IN (SELECT id {Mine} AND read_at IS NULL)",
        new { caller.UserId, caller.AccountId, now = time.GetUtcNow().UtcDateTime }, ct);

    private Notification View(Row row) => new(
        row.Id, row.Kind, texts[$"notifications.inbox.{row.Template}", [.. row.Args]], row.Link, row.ToldAt, row.ReadAt);

    private sealed class Row
    {
        public Guid Id { get; init; }
        public string Kind { get; init; } = "";
        public string Template { get; init; } = "";
        public string[] Args { get; init; } = [];
        public string? Link { get; init; }
        public DateTime ToldAt { get; init; }
        public DateTime? ReadAt { get; init; }
    }
}

/// <param name="Text">A sentence in the caller's language.</param>
/// <param name="Link">The portal's page that it is about.</param>
internal sealed record Notification(Guid Id, string Kind, string Text, string? Link, DateTime ToldAt, DateTime? ReadAt);
