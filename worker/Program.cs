using DotIuCutter.Temporal.Worker.Commands;

return await CommandLine.RunAsync(args, Surroundings.OfProcess());
