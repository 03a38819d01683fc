using System.Collections.Frozen;

namespace Modular.Identity;

/// <summary>What a password must be, whoever chooses it.</summary>
internal static class PasswordRule
{
    /// <summary>A shorter name occurs in passwords by chance.</summary>
    private const int NameThatShows = 3;

    private static readonly FrozenSet<string> WellKnown = Read().ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <returns>Why it may not be the password; null where it may, as far as can be told without the earlier ones.</returns>
    public static Error? Refusal(string password, string userName, IdentityOptions options)
    {
        if (password.Length < options.PasswordLength || !password.Any(char.IsUpper) || !password.Any(char.IsLower) || !password.Any(char.IsDigit)
            || (options.PasswordNeedsSymbol && password.All(char.IsLetterOrDigit)))
            return IdentityErrors.PasswordShape(options.PasswordLength, options.PasswordNeedsSymbol);
        if (userName.Length >= NameThatShows && password.Contains(userName, StringComparison.OrdinalIgnoreCase)) return IdentityErrors.PasswordHasName;
        return WellKnown.Contains(password) ? IdentityErrors.PasswordWellKnown : null;
    }

    private static IEnumerable<string> Read()
    {
        using var text = new StreamReader(typeof(PasswordRule).Assembly.GetManifestResourceStream("Modular.Identity.well-known-passwords.txt")!);
        while (text.ReadLine() is { } line)
        {
            if (line.Length > 0) yield return line;
        }
    }
}
