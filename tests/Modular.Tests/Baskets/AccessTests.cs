using Modular.Baskets;
using Modular.BuildingBlocks.Results;
using static Modular.Tests.Baskets.Given;

namespace Modular.Tests.Baskets;

/// <summary>Who may change what: every decision against every kind of basket and person.</summary>
public sealed class AccessTests
{
    public static TheoryData<string> Decisions => [.. Decide.Keys];

    // Each names the versions that it may need, so that only the person can be the reason of a refusal.
    private static readonly Dictionary<string, Func<Basket, Editor, Result<BasketEdit>>> Decide = new()
    {
        ["add"] = (b, by) => b.Add(by, [Some("B")], Later),
        ["change"] = (b, by) => b.ChangeLine(by, b.Line("A").Id, 2, default, 1, Later),
        ["remove"] = (b, by) => b.RemoveLine(by, b.Line("A").Id, 1, Later),
        ["restore line"] = (b, by) => b.RestoreLine(by, b.Removed[0].Line.Id, Later),
        ["describe"] = (b, by) => b.Describe(by, b.Details with { Name = "Other" }, b.Version, Later),
        ["delete"] = (b, by) => b.Delete(by, b.Version, Later),
        ["close"] = (b, by) => b.Close(by, Guid.NewGuid(), b.Version, Later),
    };

    [Theory, MemberData(nameof(Decisions))]
    public void The_creator_may_everything(string decision)
    {
        foreach (var visibility in Enum.GetValues<Visibility>()) Try(decision, visibility, Owner).Edit();
    }

    [Theory, MemberData(nameof(Decisions))]
    public void A_private_basket_does_not_exist_for_others(string decision) =>
        Try(decision, Visibility.Private, Colleague).ShouldBeRefused(BasketErrors.Unknown);

    [Theory, MemberData(nameof(Decisions))]
    public void A_public_basket_is_changed_by_its_creator_alone(string decision) =>
        Try(decision, Visibility.Public, Colleague).ShouldBeRefused(BasketErrors.PublicReadOnly);

    [Theory, MemberData(nameof(Decisions))]
    public void A_shared_basket_is_changed_by_whoever_may_edit_shared_ones(string decision)
    {
        Try(decision, Visibility.Shared, Colleague).Edit();
        Try(decision, Visibility.Shared, Reader).ShouldBeRefused(BasketErrors.EditSharedMissing);
    }

    [Theory, MemberData(nameof(Decisions))]
    public void An_ordered_basket_stays_as_it_is(string decision) => Decide[decision](Closed(), Owner).ShouldBeRefused(BasketErrors.Ordered);

    [Theory, MemberData(nameof(Decisions))]
    public void A_deleted_basket_is_gone_for_everybody(string decision)
    {
        foreach (var visibility in Enum.GetValues<Visibility>())
        {
            var full = Full(visibility);
            var deleted = full.Delete(Owner, full.Version, Later).After();
            foreach (var by in new[] { Owner, Colleague, Reader }) Decide[decision](deleted, by).ShouldBeRefused(BasketErrors.Unknown);
        }
    }

    [Fact]
    public void A_deletion_is_taken_back_by_whoever_may_edit()
    {
        Basket Deleted(Visibility visibility) => ABasket(visibility).Delete(Owner, 1, Later).After();

        Deleted(Visibility.Shared).Restore(Colleague, Later).Edit();
        Deleted(Visibility.Shared).Restore(Reader, Later).ShouldBeRefused(BasketErrors.EditSharedMissing);
        Deleted(Visibility.Public).Restore(Colleague, Later).ShouldBeRefused(BasketErrors.Unknown);
        Deleted(Visibility.Private).Restore(Colleague, Later).ShouldBeRefused(BasketErrors.Unknown);
    }

    private static Result<BasketEdit> Try(string decision, Visibility visibility, Editor by) => Decide[decision](Full(visibility), by);

    private static Basket Full(Visibility visibility)
    {
        var basket = ABasket(visibility, Some("A"), Some("gone"));
        return basket.RemoveLine(Owner, basket.Line("gone").Id, 1, Noon).After();
    }

    private static Basket Closed()
    {
        var full = Full(Visibility.Shared);
        return full.Close(Owner, Guid.NewGuid(), full.Version, Later).After();
    }
}
