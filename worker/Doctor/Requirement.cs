using System.Text.Json.Serialization;
using DotIuCutter.Temporal.Activities.Preflight.Survey;
using DotIuCutter.Temporal.Workflows.Contract.Gates;

namespace DotIuCutter.Temporal.Worker.Doctor;

/// <summary>One thing that a dry run needs, and whether it is met.</summary>
/// <param name="Text">Subject and finding; when it is not met also what is needed and one remedy.</param>
internal sealed record Requirement(bool Holds, string Text)
{
    /// <summary>True for what holds and is worth knowing all the same.</summary>
    public bool Warning { get; init; }

    public static Requirement From(SurveyFinding gate) => gate.State == GateState.Green
        ? new(true, $"{gate.Subject}: {gate.Found}")
        : new(false, $"{gate.Subject}: expected {gate.Expected}, found {gate.Found}. {gate.Remedy}");

    [JsonIgnore]
    public string Line => $"{(!Holds ? "MISSING" : Warning ? "WARNING" : "ok     ")}  {Text}";
}
