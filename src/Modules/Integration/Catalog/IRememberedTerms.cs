namespace Modular.Integration.Catalog;

/// <summary>What this host remembers of the terms that accounts buy by; other hosts hear of a change by themselves.</summary>
public interface IRememberedTerms
{
    /// <summary>The next question is answered by what is true now.</summary>
    void Forget();
}
