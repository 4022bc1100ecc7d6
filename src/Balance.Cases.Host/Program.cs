using Balance.Cases.Host.CommandLine;

return await CommandLine.RunAsync(args);
