using System.Globalization;
using System.Text;

namespace Modular.Simulation.Prices;

/// <summary><c>price-file --rows N --seed S --out FILE [--revision R] [--delimiter ';'] [--encoding latin1]</c></summary>
public static class PriceFileCommand
{
    public const string Usage = "price-file --rows N [--seed S] [--revision R] [--delimiter C] [--encoding NAME] --out FILE";

    public static async Task<int> Run(string[] args)
    {
        var options = new Dictionary<string, string>();
        for (var i = 0; i + 1 < args.Length; i += 2) options[args[i]] = args[i + 1];
        if (args.Length % 2 != 0 || !options.TryGetValue("--out", out var path) || !options.ContainsKey("--rows"))
        {
            await Console.Error.WriteLineAsync("Usage: " + Usage);
            return 2;
        }

        int Number(string name, int otherwise) =>
            options.TryGetValue(name, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
        var file = new PriceFile(Number("--rows", 0), Number("--seed", 1), Number("--revision", 0));
        var encoding = options.TryGetValue("--encoding", out var name) ? Encoding.GetEncoding(name) : new UTF8Encoding(false);
        await using var writer = new StreamWriter(path, append: false, encoding, 1 << 16);
        await file.WriteTo(writer, options.GetValueOrDefault("--delimiter", ",")[0]);
        Console.WriteLine($"{file.Rows} products, seed {file.Seed}, revision {file.Revision}: {path}");
        return 0;
    }
}
