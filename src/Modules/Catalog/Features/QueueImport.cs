using Modular.Catalog.Import;

namespace Modular.Catalog.Features;

/// <summary>Takes a price file from a page: keeps it, and imports it in the background, where its page shows how far it is.</summary>
internal static class QueueImport
{
    [Requires(CatalogPrivileges.Manage)]
    public sealed record Command(Stream Body, string? FileName, bool DryRun) : IRequest<Result<ImportView>>;

    public sealed class Rules : AbstractValidator<Command>
    {
        public Rules() => RuleFor(c => c.FileName).Line(200);
    }

    public sealed class Handler(ImportQueue queue, Caller caller) : IRequestHandler<Command, Result<ImportView>>
    {
        public async Task<Result<ImportView>> Handle(Command request, CancellationToken cancellationToken)
        {
            var path = Path.Combine(Path.GetTempPath(), $"modular-prices-{Guid.NewGuid():N}.csv");
            await using (var copy = File.Create(path)) await request.Body.CopyToAsync(copy, cancellationToken);
            // A file of which not even the header can be used is refused at once.
            await using var kept = File.OpenRead(path);
            var opened = await PriceFileReader.Open(kept, null, cancellationToken);
            if (opened.Error is { } error)
            {
                File.Delete(path);
                return error;
            }

            await opened.Value!.DisposeAsync();
            return queue.Add(new ImportOrder(Guid.CreateVersion7(), request.FileName, null, request.DryRun, caller.AccountId, caller.UserId), path, delete: true);
        }
    }
}
