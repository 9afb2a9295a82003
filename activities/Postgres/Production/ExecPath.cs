using System.Collections.Concurrent;
using DotIuCutter.Temporal.Activities.Docker.Exec;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Plans;

namespace DotIuCutter.Temporal.Activities.Postgres.Production;

/// <summary>Read path <c>exec</c>: psql and pg_dump inside production's container, over its own socket. No DSN is ever made.</summary>
internal sealed class ExecPath(Func<IContainerExec> exec, Func<string, CancellationToken, Task<ContainerCapture?>> find) : IReadPath
{
    private readonly ConcurrentDictionary<string, string?> _users = new(StringComparer.Ordinal);

    public ProductionRefusal? Missing(ProductionSource production) => null;

    public async Task<IProductionSession> OpenAsync(ProductionSource production, RunRef run, CancellationToken cancel)
    {
        var container = await RunningAsync(production, cancel);
        string[] argv = ["psql", "-X", "-A", "-t", "-q", "-w", "-v", "ON_ERROR_STOP=1", "-v", "VERBOSITY=terse"];
        var command = await CommandAsync(container, argv, production, ApplicationName.Reader(run), cancel);
        return new PsqlSession(
            (questions, answers) => exec().StreamAsync(container.Id, command with { Input = questions }, answers, cancel),
            ended => FaultAsync(container, production, ended, cancel));
    }

    public async Task<string?> DumpAsync(ProductionSource production, RunRef run, WorkDirectory directory, Stream dump, CancellationToken cancel)
    {
        var container = await RunningAsync(production, cancel);
        var packed = await CompressedDump.DecompressAsync(stream => RunAsync(stream, CompressedDump.Argument), dump, cancel);
        var output = packed.ExitCode != 0 && CompressedDump.IsUnsupported(packed.Stderr) && dump.Position == 0 ? await RunAsync(dump) : packed;
        return output.ExitCode == 0 ? null : PostgresFailure.ErrorLine(output.Stderr);

        async Task<ExecOutput> RunAsync(Stream to, params string[] how)
        {
            string[] argv = ["pg_dump", .. ReadOnly.DumpArguments(production), .. how];
            return await exec().StreamAsync(container.Id, await CommandAsync(container, argv, production, ApplicationName.Dump(run), cancel), to, cancel);
        }
    }

    private async Task<ContainerCapture> RunningAsync(ProductionSource production, CancellationToken cancel)
    {
        if (production.Container is not { } name)
        {
            throw new ProductionRefusal("The plan names no production container", "Name it in production.container, or read by connection.");
        }

        var container = await find(name, cancel)
            ?? throw new ProductionRefusal($"Container '{name}' does not exist", "Correct production.container in the plan.");
        return container.State == "running"
            ? container
            : throw new ProductionRefusal($"Container '{name}' is {container.State}, not running", "Start it; this product never does.");
    }

    private async Task<ExecCommand> CommandAsync(
        ContainerCapture container, IReadOnlyList<string> argv, ProductionSource production, string applicationName, CancellationToken cancel) => new()
        {
            Argv = argv,
            User = await UserAsync(container.Id, cancel),
            Environment =
            [
                // Empty: its own socket, whatever the image's environment says.
                "PGHOST=",
                $"PGUSER={production.Role}",
                $"PGDATABASE={production.Database}",
                $"PGAPPNAME={applicationName}",
                $"PGOPTIONS={ReadOnly.Options(production)}",
                "PGCONNECT_TIMEOUT=10",
                "LC_ALL=C",
            ],
        };

    /// <summary>Local trust and peer both expect the system's postgres; an image without it is asked as its own user.</summary>
    private async Task<string?> UserAsync(string containerId, CancellationToken cancel)
    {
        if (_users.TryGetValue(containerId, out var known))
        {
            return known;
        }

        var output = await exec().RunAsync(containerId, new ExecCommand { Argv = ["id", "-u", "postgres"] }, cancel);
        return _users.GetOrAdd(containerId, output.ExitCode == 0 ? "postgres" : null);
    }

    /// <summary>A server that accepts connections but not this one will not do so later; psql's words are the server's language, so pg_isready is asked.</summary>
    private async Task<Exception> FaultAsync(ContainerCapture container, ProductionSource production, ExecOutput output, CancellationToken cancel)
    {
        const int NoProgram = 127;
        const int NoConnection = 2;
        var complaint = PostgresFailure.ErrorLine(output.Stderr);
        if (output.ExitCode is NoProgram or NoProgram - 1)
        {
            return new ProductionRefusal($"Container '{container.Name}' has no usable psql: {complaint}", "Use an image with psql and pg_dump, or read by connection.");
        }

        if (output.ExitCode != NoConnection)
        {
            return PostgresFailure.Create(PostgresFailure.Unavailable, $"Reading production in container '{container.Name}': {complaint}", retry: true);
        }

        var ready = await exec().RunAsync(
            container.Id, new ExecCommand { Argv = ["pg_isready", "-q", "-t", "5"], User = await UserAsync(container.Id, cancel), Environment = ["PGHOST="] }, cancel);
        var crowded = complaint.Contains("too many", StringComparison.Ordinal) || complaint.Contains("connection slots", StringComparison.Ordinal);
        return ready.ExitCode != 0 || crowded
            ? PostgresFailure.Create(PostgresFailure.Unavailable, $"Production in container '{container.Name}' takes no connection now: {complaint}", retry: true)
            : new ProductionRefusal(
                complaint,
                complaint.Contains("does not exist", StringComparison.Ordinal)
                    ? $"Correct production.database ('{production.Database}') or production.role ('{production.Role}') in the plan; the server of container '{container.Name}' does not know it."
                    : $"Let role '{production.Role}' log in to database '{production.Database}' over the container's local socket (pg_hba: local trust, or peer with a map).");
    }
}
