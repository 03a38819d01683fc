namespace Modular.Integration.Identity;

/// <summary>A request to join an account came to nothing; only the address that was given with it learns why.</summary>
/// <param name="Cause">One of the constants here.</param>
/// <param name="Language"><c>es</c>, <c>pt-BR</c> or <c>en</c>.</param>
public sealed record JoinRefused(string Cause, string AccountNumber, string UserName, string Name, string Email, string Language)
{
    public const string NoSuchAccount = "no_such_account", UserNameTaken = "user_name_taken";
}
