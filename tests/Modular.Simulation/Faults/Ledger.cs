using System.Text.Json;

namespace Modular.Simulation.Faults;

/// <summary>Every acknowledged change, in a file that has it before the reseller does anything else.</summary>
public sealed class Ledger : IDisposable
{
    private readonly StreamWriter _file;
    private readonly string _path;
    private int _count;
    private int _unfinished;

    public Ledger(string path)
    {
        _path = path;
        _file = new StreamWriter(new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read));
    }

    public int Count => _count;

    /// <summary>Operations whose outcome nobody learned: nothing can be said of their baskets.</summary>
    public int Unfinished => _unfinished;

    public void Acknowledge(LedgerEntry entry)
    {
        lock (_file)
        {
            _file.WriteLine(JsonSerializer.Serialize(entry));
            _file.Flush();
            _count++;
        }
    }

    public void GiveUp() => Interlocked.Increment(ref _unfinished);

    public void Dispose() => _file.Dispose();

    /// <summary>What the file says, which is all that is left of a reseller who was killed too.</summary>
    public IReadOnlyList<LedgerEntry> Read()
    {
        using var reader = new StreamReader(new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        var entries = new List<LedgerEntry>();
        while (reader.ReadLine() is { } line) entries.Add(JsonSerializer.Deserialize<LedgerEntry>(line)!);
        return entries;
    }
}
