using System.CommandLine;
using System.Text.Json;
using DotIuCutter.Temporal.Worker.Cli.Invocation;
using DotIuCutter.Temporal.Worker.Errors;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Policies.Judgement;

namespace DotIuCutter.Temporal.Worker.Cli.Commands.Policies;

/// <summary>Prints the least policy that permits a plan, to be read, widened where that is meant, and given to root of the host.</summary>
internal sealed class PolicySuggestCommand(CliContext context)
{
    private readonly Argument<string> file = new("PLAN") { Description = "The plan, a JSON file" };

    public Command Build()
    {
        var command = new Command("suggest", "Prints the least policy that permits a plan, as JSON") { file };
        command.SetAction(ExecuteAsync);
        return command;
    }

    private async Task<int> ExecuteAsync(ParseResult parsed)
    {
        var plan = await PlanFile.ReadValidAsync(parsed.GetRequiredValue(file));
        await context.Out.WriteLineAsync(JsonSerializer.Serialize(PolicySuggestion.For(plan), Json.Indented));
        return ExitCodes.Passed;
    }
}
