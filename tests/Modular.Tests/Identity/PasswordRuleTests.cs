using Modular.Identity;

namespace Modular.Tests.Identity;

public sealed class PasswordRuleTests
{
    private static readonly IdentityOptions Documented = new();

    [Theory]
    [InlineData("Zebra7")]
    [InlineData("7zEbra")]
    [InlineData("Ñandú2x")]
    [InlineData("long enough And 1 with spaces")]
    public void Six_characters_with_both_cases_and_a_digit_are_enough(string password) =>
        PasswordRule.Refusal(password, "ana", Documented).ShouldBeNull();

    [Theory]
    [InlineData("Zebr7")]
    [InlineData("zebra7")]
    [InlineData("ZEBRA7")]
    [InlineData("Zebras")]
    [InlineData("")]
    public void What_is_too_short_or_lacks_a_kind_is_refused(string password)
    {
        var refusal = PasswordRule.Refusal(password, "ana", Documented);
        (refusal?.Code, refusal?.Field).ShouldBe(("identity.password_shape", "newPassword"));
    }

    [Fact]
    public void The_rule_can_be_raised()
    {
        var raised = new IdentityOptions { PasswordLength = 10, PasswordNeedsSymbol = true };
        PasswordRule.Refusal("Zebra7zebra", "ana", raised)!.Code.ShouldBe("identity.password_shape_symbol");
        PasswordRule.Refusal("Zebra-7", "ana", raised)!.Args.ShouldBe(["10"]);
        PasswordRule.Refusal("Zebra-7-zebra", "ana", raised).ShouldBeNull();
    }

    [Theory]
    [InlineData("Password1")]
    [InlineData("pASSword123")]
    [InlineData("Senha123")]
    [InlineData("Qwerty2026")]
    [InlineData("Passw0rd!")]
    public void What_everybody_guesses_is_refused_whatever_its_case(string password) =>
        PasswordRule.Refusal(password, "ana", Documented)!.Code.ShouldBe("identity.password_well_known");

    [Fact]
    public void The_user_name_must_not_be_in_it_unless_it_is_very_short()
    {
        PasswordRule.Refusal("xBRUNOx7", "bruno", Documented)!.Code.ShouldBe("identity.password_has_name");
        PasswordRule.Refusal("Zebra7al", "al", Documented).ShouldBeNull();
    }

    [Fact]
    public void Temporary_passwords_keep_the_rule_and_never_repeat()
    {
        var issued = Enumerable.Range(0, 500).Select(_ => TemporaryPassword.New()).ToArray();
        issued.ShouldBeUnique();
        issued.ShouldAllBe(p => PasswordRule.Refusal(p, "bruno", Documented) == null);
    }

    [Theory]
    [InlineData(4, null)]
    [InlineData(5, 1)]
    [InlineData(6, 5)]
    [InlineData(7, 15)]
    [InlineData(8, 60)]
    [InlineData(99, 60)]
    public void Each_lock_lasts_longer_than_the_one_before(int failures, int? minutes) =>
        (new IdentityOptions { LockMinutes = "1, 5, 15, 60" }.LockAfter(failures)?.TotalMinutes).ShouldBe(minutes);
}
