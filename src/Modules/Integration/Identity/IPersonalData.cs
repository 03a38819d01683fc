namespace Modular.Integration.Identity;

/// <summary>What a module keeps of a person, for the person's own download. What it erases, it erases on <see cref="UserErased"/>.</summary>
public interface IPersonalData
{
    /// <param name="accountIds">Where the person is or was a member.</param>
    /// <returns>Names of sections with their rows, which are read while they are written out.</returns>
    IReadOnlyDictionary<string, IAsyncEnumerable<object>> Of(Guid userId, IReadOnlyCollection<Guid> accountIds, CancellationToken ct);
}
