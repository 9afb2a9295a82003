using System.CommandLine;
using System.Text.Json;
using DotIuCutter.Temporal.Worker.Writing;
using DotIuCutter.Temporal.Workflows;
using DotIuCutter.Temporal.Workflows.Plans;

namespace DotIuCutter.Temporal.Worker.Commands;

/// <summary>Says what a plan would do; touches nothing.</summary>
internal sealed class PlanCommand(Surroundings surroundings)
{
    private readonly Argument<string> file = new("FILE") { Description = "The plan, a JSON file" };
    private readonly Option<bool> json = new("--json") { Description = "Write JSON" };

    public Command Build()
    {
        var command = new Command("plan", "Checks a plan and shows every object, gate and scenario of it; touches nothing") { file, json };
        command.SetAction(ExecuteAsync);
        return command;
    }

    private async Task<int> ExecuteAsync(ParseResult parsed)
    {
        var path = parsed.GetRequiredValue(file);
        var reading = PlanDocument.Read(await PlanFile.ReadAsync(path));
        if (reading.Plan is not { } plan)
        {
            await WriteAsync(PlanProblems.Of(path, reading.Problems), new { file = path, problems = reading.Problems }, parsed.GetValue(json));
            return ExitCodes.Usage;
        }

        var outline = PlanOutline.Of(plan);
        await WriteAsync(outline.Lines(), outline, parsed.GetValue(json));
        return ExitCodes.Passed;
    }

    private async Task WriteAsync<T>(IEnumerable<string> lines, T record, bool asJson) =>
        await surroundings.Out.WriteLineAsync(asJson ? JsonSerializer.Serialize(record, Json.Indented) : string.Join(Environment.NewLine, lines));
}
