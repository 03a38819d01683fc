using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Modular.BrowserTests;

/// <summary>What a browser tells its developer that users never see, until something is broken.</summary>
internal static class Complaints
{
    public static ConcurrentQueue<string> Of(IPage page)
    {
        var heard = new ConcurrentQueue<string>();
        page.PageError += (_, error) => heard.Enqueue("script: " + error);
        page.Console += (_, message) =>
        {
            // Refused content is told here too. A status is judged below, where its request is known; a suggestion nobody waits for any more is no fault.
            if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal)
                && !message.Text.StartsWith("Response Status Error Code 4", StringComparison.Ordinal)
                && message.Text is not ("htmx:sendAbort, [object HTMLDataListElement]" or "htmx:afterRequest, [object HTMLDataListElement]"))
                heard.Enqueue("console: " + message.Text);
        };
        page.Response += (_, response) =>
        {
            // A page or a form may answer 4xx; a stylesheet or a script may not.
            var isPart = response.Request.ResourceType is not ("document" or "xhr" or "fetch");
            if (response.Status >= 500 || (isPart && response.Status >= 400))
                heard.Enqueue($"{response.Status}: {response.Request.Method} {response.Url}");
        };
        return heard;
    }

    /// <summary>What htmx says where a request got no answer.</summary>
    public static bool AreOfTheNetwork(string complaint) =>
        complaint.StartsWith("console: htmx:sendError", StringComparison.Ordinal) || complaint.StartsWith("console: htmx:afterRequest", StringComparison.Ordinal);
}
