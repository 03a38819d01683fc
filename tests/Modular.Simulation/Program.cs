using Modular.Simulation.Faults;
using Modular.Simulation.Prices;

return args switch
{
    ["price-file", .. var rest] => await PriceFileCommand.Run(rest),
    ["faults", .. var rest] => await FaultsCommand.Run(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine($"Usage: {PriceFileCommand.Usage}\n       {FaultsCommand.Usage}");
    return 2;
}
