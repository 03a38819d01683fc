using Modular.Identity;

namespace Modular.Tests.Identity;

public sealed class MembershipTests
{
    private static readonly Guid Boss = Guid.NewGuid(), Somebody = Guid.NewGuid();
    private static readonly Decider ByBoss = new(Boss, true, 1), ByManager = new(Guid.NewGuid(), false, 1);

    private static Membership Member(bool isAdministrator = false, string status = MembershipStatus.Active, Guid? id = null) =>
        new(id ?? Somebody, isAdministrator, ["orders.view"], "Compras", status, 3);

    [Fact]
    public void A_grant_replaces_the_privileges_and_keeps_what_it_does_not_name()
    {
        var after = Member().Grant(new Grant(["orders.place", "baskets.edit", "orders.place"], null, null, 3), ByManager).Value!;
        after.Privileges.ShouldBe(["baskets.edit", "orders.place"]);
        (after.IsAdministrator, after.AccessGroup, after.Version).ShouldBe((false, "Compras", 4));
    }

    [Fact]
    public void One_that_was_decided_on_an_older_version_is_refused() =>
        Member().Grant(new Grant([], null, null, 2), ByBoss).Error!.Code.ShouldBe("identity.membership_changed");

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, null)]
    public void Only_administrators_touch_administrators(bool isAdministrator, bool? wished)
    {
        var wish = new Grant([], wished, null, null);
        Member(isAdministrator).Grant(wish, ByManager).Error!.Code.ShouldBe("identity.administrators_only");
        Member(isAdministrator).Grant(wish, ByBoss).Error.ShouldBeNull();
    }

    [Fact]
    public void Administrator_access_is_lost_neither_by_oneself_nor_by_the_last_one()
    {
        Member(true, id: Boss).Strip(null, ByBoss).Error!.Code.ShouldBe("identity.own_administrator");
        Member(true, id: Boss).Strip(null, ByBoss with { OtherAdministrators = 0 }).Error!.Code.ShouldBe("identity.last_administrator");
        Member(true, id: Boss).SetActive(false, ByBoss with { OtherAdministrators = 0 }).Error!.Code.ShouldBe("identity.last_administrator");
        Member(true, id: Boss).SetActive(false, ByBoss).Error!.Code.ShouldBe("identity.not_oneself");
        Member(true, id: Boss).Grant(new Grant(["orders.view"], true, null, null), ByBoss).Error.ShouldBeNull();
    }

    [Fact]
    public void Stripped_nothing_is_left()
    {
        var after = Member(true).Strip(null, ByBoss).Value!;
        (after.IsAdministrator, after.Privileges.Count).ShouldBe((false, 0));
    }

    [Theory]
    [InlineData(MembershipStatus.Waiting, true, MembershipStatus.Active)]
    [InlineData(MembershipStatus.Waiting, false, MembershipStatus.Refused)]
    [InlineData(MembershipStatus.Refused, true, MembershipStatus.Active)]
    [InlineData(MembershipStatus.Refused, false, null)]
    [InlineData(MembershipStatus.Active, true, null)]
    [InlineData(MembershipStatus.Inactive, true, null)]
    public void Who_waits_is_let_in_or_refused_and_nobody_else(string status, bool accept, string? then)
    {
        Member(status: status).Approve(accept, ByBoss).Value?.Status.ShouldBe(then);
        Member(status: status).Approve(accept, ByBoss).IsSuccess.ShouldBe(then is not null);
        Member(status: status).Approve(accept, ByManager).Error!.Code.ShouldBe("identity.administrators_only");
    }

    [Fact]
    public void Activating_lets_nobody_in_who_waits_and_changes_nothing_twice()
    {
        Member(status: MembershipStatus.Waiting).SetActive(true, ByBoss).Error!.Code.ShouldBe("identity.not_approved_yet");
        Member().SetActive(true, ByBoss).Value!.Version.ShouldBe(3);
        Member().SetActive(false, ByBoss).Value!.Status.ShouldBe(MembershipStatus.Inactive);
    }

    [Fact]
    public void A_shopper_never_gets_what_is_kept_from_shoppers_nor_becomes_one_with_it()
    {
        Grant Wish(string? role, params string[] privileges) =>
            new(privileges, null, null, null) { Role = role, NotForShoppers = new HashSet<string> { "contracts.manage" } };

        var shopper = Member() with { Role = MemberRole.Shopper };
        shopper.Grant(Wish(null, "contracts.manage"), ByBoss).Error!.Code.ShouldBe("identity.not_for_shoppers");
        Member().Grant(Wish(MemberRole.Shopper, "contracts.manage"), ByBoss).Error!.Code.ShouldBe("identity.not_for_shoppers");
        shopper.Grant(Wish(MemberRole.Member, "contracts.manage"), ByBoss).Error.ShouldBeNull();
        shopper.Strip(null, ByBoss).Value!.Role.ShouldBe(MemberRole.Shopper);
    }

    [Fact]
    public void A_site_administrator_manages_collaborators_whatever_is_ticked() =>
        Member().Grant(new Grant([], null, null, null) { Role = MemberRole.SiteAdministrator }, ByBoss).Value!.Privileges.ShouldBe(["collaborators.manage"]);
}
