using Modular.BuildingBlocks.Results;

namespace Modular.BuildingBlocks.Callers;

/// <summary>Tells the accounts of the caller that a list may show together; the module that knows people answers.</summary>
public interface IResellers
{
    /// <summary>By name; none where the caller waits, is inactive or lacks the privilege, and only the present one while acting on behalf.</summary>
    /// <param name="privilege">What the caller must hold there; null: being a member.</param>
    /// <param name="feature">What must not be switched off there besides; null: nothing.</param>
    Task<IReadOnlyList<Reseller>> Where(string? privilege, string? feature, CancellationToken ct);
}

/// <summary>One of the caller's accounts.</summary>
public sealed record Reseller(Guid Id, string Name);

/// <summary>The accounts that a list shows.</summary>
public sealed record Chosen(IReadOnlyList<Reseller> Resellers)
{
    public Guid[] Ids => [.. Resellers.Select(r => r.Id)];

    public string NameOf(Guid accountId) => Resellers.FirstOrDefault(r => r.Id == accountId)?.Name ?? "";
}

/// <summary>"Revenda": the filter of lists for those who work in several accounts.</summary>
public static class Revenda
{
    public const string Consolidated = "consolidated";

    /// <param name="account"><see cref="Consolidated"/>, an account's id, or nothing: the present account.</param>
    /// <param name="privilege">What the list asks for, in each account.</param>
    /// <param name="feature">What the list belongs to, where it asks for no privilege.</param>
    public static async Task<Result<Chosen>> Choose(
        this IResellers resellers, Caller caller, string? account, string? privilege, string? feature, CancellationToken ct)
    {
        if (IsPresent(account, caller)) return new Chosen([new Reseller(caller.AccountId, caller.AccountName)]);
        if (account == Consolidated) return new Chosen(await resellers.Where(privilege, feature, ct));
        return Guid.TryParse(account, out var id) && (await resellers.Where(privilege, feature, ct)).FirstOrDefault(r => r.Id == id) is { } one
            ? new Chosen([one])
            : Error.NotFound("request.reseller_unknown").On("account");
    }

    /// <summary>Whether a list shows the present account and nothing else.</summary>
    public static bool IsPresent(string? account, Caller caller) =>
        string.IsNullOrEmpty(account) || (Guid.TryParse(account, out var id) && id == caller.AccountId);

    /// <summary>A list's address with the same choice.</summary>
    public static string On(string href, string? account) =>
        string.IsNullOrEmpty(account) ? href : $"{href}{(href.Contains('?', StringComparison.Ordinal) ? '&' : '?')}account={Uri.EscapeDataString(account)}";
}
