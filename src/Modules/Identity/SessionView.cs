namespace Modular.Identity;

/// <summary>Who is signed in, for which account, with which rights; the token only in the answer to signing in.</summary>
/// <param name="ExpiresIn">Seconds until the session ends.</param>
internal sealed record SessionView(
    [property: System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)]
    string? AccessToken,
    int ExpiresIn,
    UserView User,
    AccountView Account,
    bool Administrator,
    IReadOnlyList<string> Privileges,
    IReadOnlyList<AccountView> Accounts)
{
    /// <summary>The code of what must be done before anything else, such as the change of a temporary password.</summary>
    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)]
    public string? Pending { get; init; }

    /// <summary>While the distributor's staff acts for the account.</summary>
    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)]
    public BehalfView? Behalf { get; init; }
}

/// <param name="Until">It ends by itself then.</param>
internal sealed record BehalfView(string Reason, DateTime Since, DateTime Until);

internal sealed record UserView(Guid Id, string UserName, string DisplayName);

internal sealed record AccountView(Guid Id, string Number, string Name, string Kind, string Country, string Currency);
