using System.Text.RegularExpressions;

namespace DotIuCutter.Temporal.Activities.Docker.Exec;

/// <summary>
/// The programs the PostgreSQL edge may run in a container, and the two fixed shell wrappers around them: one tells the program's pid,
/// so that the other can end it. Docker itself offers no way to end an exec.
/// </summary>
internal static partial class ExecPrograms
{
    internal const string PidPrefix = "dryrun-pid ";
    internal const string MarkerName = "DRYRUN_EXEC";
    private const string Launch = "echo \"" + PidPrefix + "$$\" >&2; exec \"$@\"";

    // The marker makes sure that the pid has not become another process meanwhile.
    private const string End = "tr '\\0' '\\n' < \"/proc/$1/environ\" | grep -qx \"" + MarkerName + "=$2\" && kill \"-$3\" \"$1\"";

    internal static IList<string> Launching(IReadOnlyList<string> argv) => ["sh", "-c", Launch, "dryrun", .. argv];

    internal static IList<string> Ending(string pid, string marker, string signal) => ["sh", "-c", End, "dryrun", pid, marker, signal];

    internal static bool Allows(IReadOnlyList<string> command) => command switch
    {
        ["sh", "-c", Launch, "dryrun", var program, ..] => Program().IsMatch(program),
        ["sh", "-c", End, "dryrun", var pid, var marker, "TERM" or "KILL"] => Pid().IsMatch(pid) && Marker().IsMatch(marker),
        _ => false,
    };

    internal static bool IsPsql(IReadOnlyList<string> command) => command is ["sh", "-c", Launch, "dryrun", "psql", ..];

    [GeneratedRegex(@"^(/usr/lib/postgresql/[0-9]+/bin/|/usr/local/bin/|/usr/bin/)?(pg_dump|psql|pg_controldata|pg_isready|pg_restore|postgres|id|df)\z")]
    private static partial Regex Program();

    [GeneratedRegex(@"^[1-9][0-9]{0,9}\z")]
    private static partial Regex Pid();

    [GeneratedRegex(@"^[0-9a-f]{32}\z")]
    private static partial Regex Marker();
}
