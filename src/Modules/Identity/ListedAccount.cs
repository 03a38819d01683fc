namespace Modular.Identity;

/// <summary>An account as the distributor's staff sees it.</summary>
/// <param name="Status"><c>new</c> until one of its people has been in, then <c>active</c>.</param>
internal sealed record ListedAccount(
    Guid Id, string Number, string Name, string Kind, string Country, string Currency, string Status, DateTime CreatedAt)
{
    public const string Columns = "a.id, a.number, a.name, a.kind, a.country::text AS country, a.currency::text AS currency, a.status, a.created_at";

    public static readonly IReadOnlyList<string> Kinds = ["business", "premier", "home", "distributor"];

    public static readonly IReadOnlyList<string> Statuses = ["new", "active"];
}
