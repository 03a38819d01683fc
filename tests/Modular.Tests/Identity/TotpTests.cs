using System.Text;
using Modular.Identity;

namespace Modular.Tests.Identity;

public sealed class TotpTests
{
    // The key of RFC 6238, appendix B, whose codes there have eight digits.
    private static readonly byte[] Key = Encoding.ASCII.GetBytes("12345678901234567890");

    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Codes_are_those_of_the_RFC(long seconds, string code) => Totp.CodeOf(Key, seconds / 30).ShouldBe(code);

    [Fact]
    public void A_code_is_taken_a_step_early_or_late_and_never_twice()
    {
        var at = DateTime.UnixEpoch.AddSeconds(1_800_000_000);
        var now = Totp.StepAt(at);
        foreach (var near in new[] { -1, 0, 1 }) Totp.Match(Key, Totp.CodeOf(Key, now + near), at, 0).ShouldBe(now + near);
        foreach (var far in new[] { -2, 2 }) Totp.Match(Key, Totp.CodeOf(Key, now + far), at, 0).ShouldBeNull();
        Totp.Match(Key, Totp.CodeOf(Key, now), at, now).ShouldBeNull();
        Totp.Match(Key, Totp.CodeOf(Key, now + 1), at, now).ShouldBe(now + 1);
        Totp.Match(Key, "", at, 0).ShouldBeNull();
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("f", "MY")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void Keys_are_written_in_base_32(string text, string written) => Totp.Write(Encoding.ASCII.GetBytes(text)).ShouldBe(written);
}
