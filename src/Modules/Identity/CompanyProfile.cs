namespace Modular.Identity;

/// <summary>What a company says of itself; an empty text where it says nothing.</summary>
internal sealed record CompanyProfile(string TradeName, string Phone, string Email, string Website, long Version) : IVersioned
{
    public const string Columns = "trade_name, phone, email, website, profile_version AS version";
}
