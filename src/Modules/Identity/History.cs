using Modular.BuildingBlocks.Audit;
using Modular.Identity.Features;

namespace Modular.Identity;

/// <summary>The trail's list, asked about one thing: who may not see the list sees no history either.</summary>
internal sealed class History(ISender send) : IHistory
{
    public async Task<HistoryPart?> Of(string subject, int page, int size, CancellationToken ct) =>
        (await send.Send(new ListAudit.Query(new AuditFilter(subject), new Paging(page, size)), ct)).Value is { } found
            ? new HistoryPart([.. found.Items.Select(i => new HistoryEntry(i.At, i.UserName, i.Behalf, i.Action, i.Before, i.After))], found.Total)
            : null;
}
