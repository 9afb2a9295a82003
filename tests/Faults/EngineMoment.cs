using System.Text.RegularExpressions;
using DotIuCutter.Temporal.Workflows.Plans;

namespace DotIuCutter.Temporal.Tests.Faults;

/// <summary>One request of a usual run, by what it is for: the moment a fault waits for at the proxy.</summary>
internal sealed record EngineMoment(string Says, string Pattern, int Number = 1)
{
    /// <summary>Whatever changes something on the engine, in the order of a run.</summary>
    public static IReadOnlyList<EngineMoment> Changes { get; } =
    [
        new("creation of the network", "^POST [^ ]*/networks/create"),
        new("creation of the volume", "^POST [^ ]*/volumes/create"),
        new("creation of the DR", "^POST [^ ]*/containers/create.*name={dr}"),
        new("start of the DR", "^POST [^ ]*/containers/[0-9a-f]+/start"),
        new("creation of the harness", "^POST [^ ]*/containers/create.*name={harness}"),
        new("start of the harness", "^POST [^ ]*/containers/[0-9a-f]+/start", 2),
        new("removal of the harness", "^DELETE [^ ]*/containers/"),
        new("removal of the DR", "^DELETE [^ ]*/containers/", 2),
        new("removal of the volume", "^DELETE [^ ]*/volumes/"),
        new("removal of the network", "^DELETE [^ ]*/networks/"),
    ];

    /// <summary>Some that only look, or run a program.</summary>
    public static IReadOnlyList<EngineMoment> Looks { get; } =
    [
        new("list of containers", "^GET [^ ]*/containers/json"),
        new("inspection of a container", "^GET [^ ]*/containers/[^/ ]+/json"),
        new("tenth inspection of a container", "^GET [^ ]*/containers/[^/ ]+/json", 10),
        new("inspection of an image", "^GET [^ ]*/images/"),
        new("start of a program", "^POST [^ ]*/exec/[^/ ]+/start", 3),
        new("creation of a program", "^POST [^ ]*/containers/[^/ ]+/exec", 4),
        new("inspection of a volume", "^GET [^ ]*/volumes/", 2),
        new("inspection of a network", "^GET [^ ]*/networks/", 2),
        new("reading of the harness's log", "^GET [^ ]*/containers/[^/ ]+/logs"),
    ];

    /// <summary>Answers true once, or as often as <paramref name="times"/> says: for the request that is the moment and those of its kind right after.</summary>
    public Func<string, bool> Watch(Plan plan, int times = 1)
    {
        var pattern = new Regex(Pattern
            .Replace("{dr}", Regex.Escape(plan.Objects.DrContainer), StringComparison.Ordinal)
            .Replace("{harness}", Regex.Escape(plan.Objects.HarnessContainer), StringComparison.Ordinal));
        var seen = 0;
        return line => pattern.IsMatch(line) && Interlocked.Increment(ref seen) is var number && number >= Number && number < Number + times;
    }
}
