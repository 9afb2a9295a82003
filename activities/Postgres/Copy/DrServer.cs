using DotIuCutter.Temporal.Activities.Docker;
using DotIuCutter.Temporal.Activities.Docker.Exec;
using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Workflows.Contract.Captures;

namespace DotIuCutter.Temporal.Activities.Postgres.Copy;

/// <summary>The DR's PostgreSQL: its programs by exec; its sessions, by unix socket, are <see cref="DrConnection"/>'s.</summary>
internal sealed class DrServer
{
    public const string DataDirectory = "/var/lib/postgresql/data";

    /// <summary>A role, and a database, that does not exist: whoever only asks whether the server answers connects to nothing.</summary>
    public const string Nobody = "dryrun-ping";

    private readonly Func<IContainerExec> _exec;
    private readonly Func<string, CancellationToken, Task<ContainerCapture?>> _find;

    public DrServer(HostOptions host, DockerEngine docker)
        : this(() => docker.Exec, docker.FindAsync)
    {
    }

    internal DrServer(Func<IContainerExec> exec, Func<string, CancellationToken, Task<ContainerCapture?>> find)
    {
        _exec = exec;
        _find = find;
    }

    /// <summary>Null when no container has this name.</summary>
    public Task<ContainerCapture?> FindAsync(string exactName, CancellationToken cancel) => _find(exactName, cancel);

    /// <summary>
    /// True when the server that is here to stay accepts connections. The entrypoint's first, temporary one listens on sockets only, hence TCP.
    /// </summary>
    public async Task<bool> IsReadyAsync(DrRef dr, CancellationToken cancel)
    {
        string[] argv = ["pg_isready", "-q", "-h", "127.0.0.1", "-p", "5432", "-U", Nobody, "-d", Nobody, "-t", "3"];
        return (await LookAsync(dr, new ExecCommand { Argv = argv }, cancel)).ExitCode == 0;
    }

    /// <summary>The system identifier as pg_controldata prints it: no database is connected.</summary>
    public async Task<string> ReadIdentityAsync(DrRef dr, CancellationToken cancel)
    {
        var command = new ExecCommand { Argv = ["pg_controldata", "-D", DataDirectory], User = "postgres", Environment = ["LC_ALL=C"] };
        var output = await LookAsync(dr, command, cancel);
        return (output.ExitCode == 0 ? ControlData.SystemIdentifier(output.Stdout) : null)
            ?? throw PostgresFailure.Create(
                PostgresFailure.Unavailable, $"The system identifier of container '{dr.Name}' cannot be read: {PostgresFailure.ErrorLine(output.Stderr)}", retry: true);
    }

    /// <summary>What the volume of the DR has left; null where its image cannot say.</summary>
    public async Task<long?> FreeBytesAsync(DrRef dr, CancellationToken cancel)
    {
        var command = new ExecCommand { Argv = ["df", "-P", "-k", DataDirectory], User = "postgres", Environment = ["LC_ALL=C"] };
        var output = await LookAsync(dr, command, cancel);
        return output.ExitCode == 0 ? FreeSpace.Bytes(output.Stdout) : null;
    }

    private Task<ExecOutput> LookAsync(DrRef dr, ExecCommand look, CancellationToken cancel) =>
        _exec().RunAsync(dr.ContainerId, look with { EndsByItself = true }, cancel);
}
