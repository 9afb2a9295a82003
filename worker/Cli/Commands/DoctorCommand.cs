using System.CommandLine;
using System.Text.Json;
using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Activities.Preflight;
using DotIuCutter.Temporal.Worker.Cli.Doctor;
using DotIuCutter.Temporal.Worker.Client.Connecting;
using DotIuCutter.Temporal.Workflows.Contract;
using HostOptions = DotIuCutter.Temporal.Activities.Host.HostOptions;

namespace DotIuCutter.Temporal.Worker.Cli.Commands;

/// <summary>Says what is missing on this machine, one line and one remedy each. Changes nothing.</summary>
internal sealed class DoctorCommand(ConnectionFlags connection, CliContext surroundings)
{
    private readonly Option<bool> client = new("--client") { Description = "Only what a machine needs that starts and follows runs: Temporal and a worker elsewhere" };
    private readonly Option<bool> json = new("--json") { Description = "Write one JSON object a line" };

    public Command Build()
    {
        var command = new Command("doctor", "Says what is missing on this machine for a dry run, with one remedy a line; changes nothing") { client, json };
        command.SetAction(ExecuteAsync);
        return command;
    }

    private async Task<int> ExecuteAsync(ParseResult parsed, CancellationToken cancel)
    {
        var conditions = new List<Condition>();
        if (!parsed.GetValue(client))
        {
            conditions.AddRange(await HostAsync(HostOptions.FromEnvironment(surroundings.Variable), cancel));
        }

        conditions.AddRange(await TemporalAsync(parsed));
        foreach (var condition in conditions)
        {
            await surroundings.Out.WriteLineAsync(parsed.GetValue(json) ? JsonSerializer.Serialize(condition, Json.Options) : condition.Line);
        }

        return conditions.TrueForAll(c => c.Holds) ? ExitCodes.Passed : ExitCodes.Refused;
    }

    private static async Task<IReadOnlyList<Condition>> HostAsync(HostOptions host, CancellationToken cancel)
    {
        var problems = host.Problems();
        var directories = problems.Count == 0
            ? [new Condition(true, $"Worker's directories: plans in {host.Plans}, work below {host.WorkRoot}, evidence in {host.Evidence}"), new Condition(true, $"Runs at once: {host.MostRuns} (DRYRUN_MAX_RUNS)")]
            : problems.Select(p => new Condition(false, p));
        return host.DockerEndpoint.IsAbsoluteUri
            ? [.. directories, .. (await HostSurvey.TakeAsync(host, cancel)).Select(Condition.From)]
            : [.. directories];
    }

    private async Task<IReadOnlyList<Condition>> TemporalAsync(ParseResult parsed)
    {
        try
        {
            return await new TemporalSurvey(await connection.ConnectAsync(parsed), connection.TaskQueue(parsed)).TakeAsync();
        }
        catch (OperatorError unreachable)
        {
            return [new Condition(false, unreachable.Message)];
        }
    }
}
