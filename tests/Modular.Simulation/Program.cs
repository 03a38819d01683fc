using Modular.Simulation;
using Modular.Simulation.Faults;
using Modular.Simulation.Prices;

return args switch
{
    ["price-file", .. var rest] => await PriceFileCommand.Run(rest),
    ["bare", "--port", var port] => await BareEndpoint.Run(port),
    ["faults", .. var rest] => await FaultsCommand.Run(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine($"Usage: {PriceFileCommand.Usage}\n       {BareEndpoint.Usage}\n       {FaultsCommand.Usage}");
    return 2;
}
