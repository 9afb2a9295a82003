using DotIuCutter.Temporal.Worker.Cli;

return await CommandLine.RunAsync(args, CliContext.OfProcess());
