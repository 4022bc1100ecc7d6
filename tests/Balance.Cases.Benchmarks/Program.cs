using Balance.Cases.Benchmarks;

return args switch
{
    ["chain", var connection, ..] => await ChainCost.RunAsync(connection),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("chain CONNECTION-OF-A-SUPERUSER");
    return 2;
}
