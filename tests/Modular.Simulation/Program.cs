using Modular.Simulation.Prices;

return args switch
{
    ["price-file", .. var rest] => await PriceFileCommand.Run(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("Usage: " + PriceFileCommand.Usage);
    return 2;
}
