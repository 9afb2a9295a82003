using DotIuCutter.Temporal.Worker.Cli;
using DotIuCutter.Temporal.Worker.Cli.Invocation;

return await CommandLine.RunAsync(args, CliContext.FromProcess());
