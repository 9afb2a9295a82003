using System.Text.Json.Serialization;
using DotIuCutter.Temporal.Workflows.Contract.Gates;

namespace DotIuCutter.Temporal.Worker.Cli.Doctor;

/// <summary>One thing a dry run needs, and whether it is there.</summary>
/// <param name="Text">Subject and finding; where it does not hold with what was expected and one remedy.</param>
internal sealed record Condition(bool Holds, string Text)
{
    public static Condition From(GateResult gate) => gate.State == GateState.Green
        ? new(true, $"{gate.Subject}: {gate.Found}")
        : new(false, $"{gate.Subject}: expected {gate.Expected}, found {gate.Found}. {gate.Remedy}");

    [JsonIgnore]
    public string Line => $"{(Holds ? "ok     " : "MISSING")}  {Text}";
}
