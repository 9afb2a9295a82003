using System.Globalization;
using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Activities.Postgres.Dump.Retained;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Plans;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Activities.Preflight.Production;

/// <summary>The part of G-07 for a plan that restores a retained dump. When it was made is what its header says, which decrypting it will prove.</summary>
internal static class G07RetainedDump
{
    public static GateResult Check(HostOptions host, ReuseDump reuse, DateTimeOffset now)
    {
        var subject = $"retained dump of SHA-256 {reuse.Sha256}";
        var expected = $"in '{reuse.Directory}', made at most {reuse.MaxAgeMinutes} minutes ago, with its key '{reuse.Key}'";
        try
        {
            DumpKey.Read(host, reuse.Key);
            return RetainedDumps.Find(reuse.Directory, reuse.Sha256) switch
            {
                null => Red("no encrypted copy of it there", "Run a plan with retainDump, and name the SHA-256 that its report gives."),
                { Format.MadeAt: null, Path: var path } => Red($"'{path}', which does not say when it was made", "Retain a new one: only dumps retained by this version say so."),
                { Format.MadeAt: { } madeAt, Path: var path } when Minutes(madeAt) > reuse.MaxAgeMinutes => Red($"'{path}', {Age(madeAt)}", "Retain a new one, or let it be older with reuseDump.maxAgeMinutes."),
                { Format.MadeAt: { } madeAt, Path: var path } => GateResult.Green(Gate.ProductionReadable, subject, expected, $"'{path}', {Age(madeAt)}"),
            };
        }
        catch (Exception absent) when (absent is IOException or UnauthorizedAccessException or InvalidOperationException or ApplicationFailureException)
        {
            return Red(absent.Message, "Correct reuseDump, or the worker's DRYRUN_KEYS.");
        }

        GateResult Red(string found, string remedy) => GateResult.Red(Gate.ProductionReadable, subject, expected, found, remedy);

        double Minutes(DateTimeOffset madeAt) => (now - madeAt).TotalMinutes;

        string Age(DateTimeOffset madeAt) => string.Create(CultureInfo.InvariantCulture, $"made {madeAt:u}, {Math.Max(0, Minutes(madeAt)):0} minutes ago");
    }
}
