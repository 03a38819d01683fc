using System.Globalization;
using Dapper;
using Npgsql;

namespace Modular.Identity;

/// <summary>Makes the account of an accepted application and its first administrator.</summary>
internal sealed class NewReseller(PasswordStore passwords)
{
    /// <returns>The account, and the user name that the applicant signs in with.</returns>
    public async Task<(Guid? AccountId, string UserName)> Make(
        NpgsqlTransaction transaction, ResellerApplication application, string currency, DateTime at, CancellationToken ct)
    {
        var (accountId, userId, password) = (Guid.CreateVersion7(), Guid.CreateVersion7(), TemporaryPassword.New());
        var userName = await transaction.Connection!.QuerySingleAsync<string>(new CommandDefinition(
            """
            INSERT INTO identity.accounts (id, tax_id, number, name, kind, country, currency)
            VALUES (@accountId, @TaxId, '20-' || nextval('identity.account_numbers'), @Company, 'business', @Country, @currency);
            INSERT INTO identity.users (id, user_name, display_name, email, password_hash, home_account_id, language)
            SELECT @userId, CASE WHEN EXISTS (SELECT FROM identity.users WHERE lower(user_name) = @wished) THEN @otherwise ELSE @wished END,
                   @ApplicantName, @Email, @hash, @accountId, @Language;
            INSERT INTO identity.memberships (account_id, user_id, is_administrator) VALUES (@accountId, @userId, true);
            SELECT user_name FROM identity.users WHERE id = @userId;
            """,
            new
            {
                accountId, userId, currency, application.TaxId, application.Company, application.Country, application.ApplicantName, application.Email, application.Language,
                hash = Passwords.Hash(password), wished = Wished(application.Email), otherwise = $"{Wished(application.Email)}-{userId.ToString("N")[^8..]}",
            },
            transaction, cancellationToken: ct));
        await passwords.SendFirst(transaction, userId, accountId, password, ct);
        return (accountId, userName);
    }

    private static string Wished(string email)
    {
        var name = string.Concat(email.Split('@')[0].Where(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_')).ToLower(CultureInfo.InvariantCulture);
        return name.Length == 0 ? "reseller" : name[..Math.Min(60, name.Length)];
    }
}
