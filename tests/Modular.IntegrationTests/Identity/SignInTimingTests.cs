using System.Diagnostics;

namespace Modular.IntegrationTests.Identity;

[Collection(Alone.Name)]
public sealed class SignInTimingTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task A_wrong_password_takes_as_long_for_a_name_that_nobody_bears()
    {
        var account = await portal.NewAccount();
        var (known, unknown) = (new List<double>(), new List<double>());
        for (var i = 0; i < 8; i++)
        {
            var user = await account.NewUser();
            await portal.Portal.HashTruly(user);
            for (var j = 0; j < 3; j++)
            {
                known.Add(await Time(user.UserName));
                unknown.Add(await Time($"user-{Guid.CreateVersion7():N}"));
            }
        }

        // The quickest of many is the one that nothing else disturbed.
        (unknown.Min() / known.Min()).ShouldBeInRange(0.7, 1.4, $"{known.Min():F1} ms for a user, {unknown.Min():F1} ms for nobody");
    }

    private async Task<double> Time(string userName)
    {
        var clock = Stopwatch.StartNew();
        (await portal.Portal.TrySignIn(userName, "Wrong-guess-1")).Status.ShouldBe(401);
        return clock.Elapsed.TotalMilliseconds;
    }
}
