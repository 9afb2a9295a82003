using System.CommandLine;
using System.Text.Json;
using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Activities.Host.Rules;
using DotIuCutter.Temporal.Activities.Preflight.Survey;
using DotIuCutter.Temporal.Worker.Cli.Invocation;
using DotIuCutter.Temporal.Worker.Cli.Rendering.Plans;
using DotIuCutter.Temporal.Worker.Errors;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Plans.Validation;

namespace DotIuCutter.Temporal.Worker.Cli.Commands;

/// <summary>Checks a plan and shows what it would do; on the Docker host also what preflight finds now. Changes nothing.</summary>
internal sealed class PlanCommand(CliContext context)
{
    private readonly Argument<string> file = new("FILE") { Description = "The plan, a JSON file" };
    private readonly Option<bool> offline = new("--offline") { Description = "Do not ask engine, production and repository" };
    private readonly Option<bool> json = new("--json") { Description = "Write JSON" };

    public Command Build()
    {
        var command = new Command("plan", "Checks a plan and shows its objects, gates and scenarios, and on the Docker host what preflight finds now; changes nothing") { file, offline, json };
        command.SetAction(ExecuteAsync);
        return command;
    }

    private async Task<int> ExecuteAsync(ParseResult parsed)
    {
        var path = parsed.GetRequiredValue(file);
        var reading = PlanDocument.Read(await PlanFile.ReadAsync(path));
        if (reading.Plan is not { } plan)
        {
            await WriteAsync(PlanProblems.Describe(path, reading.Problems), new { file = path, problems = reading.Problems }, parsed.GetValue(json));
            return ExitCodes.Usage;
        }

        var state = await StateAsync(plan, parsed.GetValue(offline));
        var outline = PlanOutline.From(plan) with { Now = state };
        await WriteAsync(outline.Lines(), outline, parsed.GetValue(json));
        return state?.Gates.All(g => g.State == GateState.Green) == false ? ExitCodes.Refused : ExitCodes.Passed;
    }

    /// <summary>Returns null when this is no Docker host with a worker's directories.</summary>
    private async Task<PlanState?> StateAsync(Plan plan, bool offline)
    {
        var host = HostOptions.FromEnvironment(context.Variable);

        // A policy that cannot be gone by is G-31's to tell.
        return offline || (host with { Policy = null }).Problems().Count > 0 ? null : await PlanSurvey.TakeAsync(host, plan);
    }

    private async Task WriteAsync<T>(IEnumerable<string> lines, T record, bool asJson) =>
        await context.Out.WriteLineAsync(asJson ? JsonSerializer.Serialize(record, Json.Indented) : string.Join(Environment.NewLine, lines));
}
