using Modular.Identity;

namespace Modular.Tests.Identity;

public sealed class DemoPeopleTests
{
    [Fact]
    public void The_hash_that_is_written_down_is_the_demo_passwords() =>
        Passwords.Fits(DemoPeople.PasswordHash, DemoPeople.Password).ShouldBeTrue();
}
