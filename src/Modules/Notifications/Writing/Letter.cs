using Modular.BuildingBlocks.Events;
using Modular.Integration.Identity;

namespace Modular.Notifications.Writing;

/// <summary>What one person is told.</summary>
/// <param name="Template">Names its texts.</param>
/// <param name="Args">Fill the texts, each as its reader writes it.</param>
/// <param name="Link">A page of the portal; <c>{secret}</c> in it becomes the opened secret.</param>
internal sealed record Letter(Kind Kind, string Template, IReadOnlyList<string> Args, string? Link)
{
    public Guid? AccountId { get; init; }

    /// <summary>Sealed.</summary>
    public string? Secret { get; init; }

    public DateTime? ValidUntil { get; init; }
}

/// <summary>To whom: a user, or somebody who is not one yet.</summary>
internal sealed record Recipient(Guid? UserId, string Name, string Email, string Language)
{
    public static Recipient Of(Contact contact) => new(contact.Id, contact.Name, contact.Email, contact.Language);
}

/// <summary>Users whom an event tells something.</summary>
/// <param name="AccountId">Whose country's way of writing numbers the letter has.</param>
/// <param name="Letter">Made in the language of its reader.</param>
internal sealed record Notice(IReadOnlyCollection<Guid> UserIds, Guid? AccountId, Func<Letter> Letter, Delivery Delivery);
