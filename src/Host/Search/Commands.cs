using System.Globalization;
using Modular.BuildingBlocks.Ui;
using Modular.Host.Web;

namespace Modular.Host.Search;

/// <summary>Finds pages and actions by what the menu calls them, and by other words for the same.</summary>
internal sealed class Commands(MenuLinks links, Texts texts) : ISearchable
{
    public Task<SearchGroup?> Find(string words, int atMost, CancellationToken ct)
    {
        var asked = words.Split(' ');
        var hits = links.All
            .Where(item => Fits(asked, $"{texts[item.TextKey]} {texts.Find(item.TextKey + ".words")}".Split(' ')))
            .Take(atMost)
            .Select(item => new SearchHit(texts[item.TextKey], null, item.Href, Icon: item.Icon, Posts: item.Group == MenuItem.Action))
            .ToArray();
        return Task.FromResult(hits.Length == 0 ? null : new SearchGroup("commands", "search.commands", "arrow-right", 0, hits, null));
    }

    private static bool Fits(string[] asked, string[] known) => asked.All(word => known.Any(name => CultureInfo.InvariantCulture.CompareInfo
        .IsPrefix(name, word, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace)));
}
