using System.CommandLine;
using System.Text.Json;
using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Activities.Host.Rules;
using DotIuCutter.Temporal.Activities.Policies;
using DotIuCutter.Temporal.Activities.Preflight.Survey;
using DotIuCutter.Temporal.Worker.Cli.Invocation;
using DotIuCutter.Temporal.Worker.Doctor;
using DotIuCutter.Temporal.Worker.Errors;
using DotIuCutter.Temporal.Workflows.Contract;
using HostOptions = DotIuCutter.Temporal.Activities.Host.HostOptions;

namespace DotIuCutter.Temporal.Worker.Cli.Commands;

/// <summary>Says what a dry run lacks on this machine, with one remedy each. Changes nothing.</summary>
internal sealed class DoctorCommand(ConnectionFlags connection, CliContext context)
{
    private readonly Option<bool> client = new("--client") { Description = "Check only what a machine needs that starts and follows runs: Temporal and a worker elsewhere" };
    private readonly Option<bool> json = new("--json") { Description = "Write one JSON object a line" };

    public Command Build()
    {
        var command = new Command("doctor", "Says what a dry run lacks on this machine, with one remedy a line; changes nothing") { client, json };
        command.SetAction(ExecuteAsync);
        return command;
    }

    private async Task<int> ExecuteAsync(ParseResult parsed, CancellationToken cancel)
    {
        var requirements = new List<Requirement>();
        if (!parsed.GetValue(client))
        {
            requirements.AddRange(await HostAsync(HostOptions.FromEnvironment(context.Variable), cancel));
        }

        requirements.AddRange(await TemporalAsync(parsed));
        foreach (var requirement in requirements)
        {
            await context.Out.WriteLineAsync(parsed.GetValue(json) ? JsonSerializer.Serialize(requirement, Json.Options) : requirement.Line);
        }

        return requirements.TrueForAll(c => c.Holds) ? ExitCodes.Passed : ExitCodes.Refused;
    }

    private static async Task<IReadOnlyList<Requirement>> HostAsync(HostOptions host, CancellationToken cancel)
    {
        var problems = host.Problems();
        var directories = problems.Count == 0
            ? [new Requirement(true, $"Worker's directories: plans in {host.Plans}, work below {host.WorkRoot}, evidence in {host.Evidence}"), new Requirement(true, $"Runs at once: {host.MostRuns} (DRYRUN_MAX_RUNS)"), Policy(host)]
            : problems.Select(p => new Requirement(false, p));
        return host.DockerEndpoint.IsAbsoluteUri
            ? [.. directories, .. (await HostSurvey.TakeAsync(host, cancel)).Select(Requirement.From)]
            : [.. directories];
    }

    private static Requirement Policy(HostOptions host) => new(true, host.Policy is { } file
        ? $"Policy: {file}, sha256 {PolicyFile.Read(file).Sha256} (DRYRUN_POLICY)"
        : $"Policy: none (DRYRUN_POLICY), so plans of {host.Plans} are accepted and no others");

    private async Task<IReadOnlyList<Requirement>> TemporalAsync(ParseResult parsed)
    {
        try
        {
            return await new TemporalSurvey(await connection.ConnectAsync(parsed), connection.TaskQueue(parsed)).TakeAsync();
        }
        catch (OperatorError unreachable)
        {
            return [new Requirement(false, unreachable.Message)];
        }
    }
}
