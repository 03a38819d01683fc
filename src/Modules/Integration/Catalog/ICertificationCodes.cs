namespace Modular.Integration.Catalog;

/// <summary>The certifications that products ask for.</summary>
public interface ICertificationCodes
{
    /// <summary>In alphabetical order.</summary>
    Task<IReadOnlyList<string>> All(CancellationToken ct = default);
}
