using Modular.BuildingBlocks.Audit;
using Modular.Identity.Features;

namespace Modular.Identity;

/// <summary>The trail's list, asked about one thing: who may not see the list sees no history either. Staff sees that of what it looks at in other accounts.</summary>
internal sealed class History(ISender send, Caller caller) : IHistory
{
    public async Task<HistoryPart?> Of(string subject, Guid? accountId, int page, int size, CancellationToken ct)
    {
        var seen = accountId is { } other && other != caller.AccountId
            ? await send.Send(new SeeHistory.Query(other, subject, new Paging(page, size)), ct)
            : await send.Send(new ListAudit.Query(new AuditFilter(subject), new Paging(page, size)), ct);
        return seen.Value is { } found
            ? new HistoryPart([.. found.Items.Select(i => new HistoryEntry(i.At, i.UserName, i.Behalf, i.Action, i.Before, i.After))], found.Total)
            : null;
    }
}
