using System.Net.Http.Json;
using System.Text.Json;

namespace Modular.Simulation.Faults;

/// <summary>Resellers work while something breaks; afterwards all is counted.</summary>
public sealed class Rehearsal(Scene scene, int seed)
{
    private const int Resellers = 6;
    private const int Colleagues = 3;
    private readonly List<LedgerEntry> _earlier = [];
    private readonly Dictionary<string, string> _tokens = [];

    /// <param name="strike">Breaks things until it returns, and answers how often it did and what it measured.</param>
    public async Task<Outcome> Run(string fault, Func<Scene, Counts, Task<(int Struck, string Note)>> strike)
    {
        var counts = new Counts();
        using var ledger = new Ledger(Path.Combine(scene.Directory, $"ledger-{Guid.NewGuid():N}"));
        using var buyer = new Client(scene.Address, await Token("bruno"), counts);
        using var colleague = new Client(scene.Address, await Token("ana"), counts);
        using var hoarder = new Client(scene.Address, await Token("diego"), counts);
        using var enough = new CancellationTokenSource();
        var shared = await Colleague.Open(colleague, ledger);
        List<Task> work =
        [
            .. Enumerable.Range(0, Resellers).Select(n => new Reseller(n, buyer, ledger, counts, scene.Skus, seed + n).Work(enough.Token)),
            .. Enumerable.Range(0, Colleagues).Select(n => new Colleague(shared, scene.Skus[0], n == 0 ? buyer : colleague, ledger, counts, seed + 100 + n).Work(enough.Token)),
            new Hoarder(hoarder, ledger, counts).Work(enough.Token),
        ];
        await Task.Delay(1000);
        var (struck, note) = await strike(scene, counts);
        await Task.Delay(1000);
        await enough.CancelAsync();
        await Task.WhenAll(work);
        return new Outcome(fault, struck, ledger.Count, counts, await Losses(ledger, counts), note);
    }

    /// <summary>A session outlives whatever breaks.</summary>
    private async Task<string> Token(string user) => _tokens.TryGetValue(user, out var token) ? token : _tokens[user] = await scene.SignIn(user);

    private async Task<IReadOnlyList<string>> Losses(Ledger ledger, Counts counts)
    {
        var checker = new Checker(scene.ConnectionString);
        await checker.Settle(TimeSpan.FromSeconds(60));
        // What is acknowledged must outlive every later fault, too; the hoard goes on from run to run.
        var all = _earlier.Concat(ledger.Read()).ToList();
        List<string> losses = [.. await checker.Losses(all)];
        _earlier.Clear();
        _earlier.AddRange(all);
        if (ledger.Unfinished > 0) losses.Add($"{ledger.Unfinished} operations without an answer for a minute");
        var logged = scene.Hosts.SelectMany(h => h.Failures()).ToList();
        foreach (var (what, times) in counts.Oddities) losses.Add($"{times} x {what}");
        // Why, while it can still be known: the logs go with the scene.
        if (losses.Count > 0) losses.AddRange(logged.Take(3).Select(line => "a host logged " + line));
        foreach (var user in (string[])["ana", "diego", "dora"])
            if (await BrokenChain(user) is { } broken) losses.Add(broken);
        return losses;
    }

    private async Task<string?> BrokenChain(string user)
    {
        using var http = new HttpClient { BaseAddress = scene.Address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", await Token(user));
        var check = await http.GetFromJsonAsync<JsonElement>("/api/audit/verify");
        return check.GetProperty("intact").GetBoolean() ? null : $"the audit trail of {user}'s account is broken at {check.GetProperty("firstBroken")}";
    }
}
