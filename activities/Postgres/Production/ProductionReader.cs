using System.Text.Json;
using DotIuCutter.Temporal.Activities.Docker;
using DotIuCutter.Temporal.Activities.Docker.Exec;
using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Activities.Secrets;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Gates;
using DotIuCutter.Temporal.Workflows.Plans;

namespace DotIuCutter.Temporal.Activities.Postgres.Production;

/// <summary>Production, read only.</summary>
internal sealed class ProductionReader
{
    private readonly Func<string, CancellationToken, Task<ContainerCapture?>> _find;
    private readonly ExecPath _exec;
    private readonly ConnectionPath _connection;

    public ProductionReader(HostOptions host, DockerEngine docker)
        : this(() => docker.Exec, docker.FindAsync, new SecretStore(host).Resolve)
    {
    }

    internal ProductionReader(
        Func<IContainerExec> exec, Func<string, CancellationToken, Task<ContainerCapture?>> find, Func<string, string?> secret)
    {
        _find = find;
        _exec = new ExecPath(exec, find);
        _connection = new ConnectionPath(secret);
    }

    public IReadPath Path(ProductionSource production) => production.ReadPath switch
    {
        ReadPath.Exec => _exec,
        ReadPath.Connection => _connection,
        _ => throw new ArgumentOutOfRangeException(nameof(production), production.ReadPath, "No such read path."),
    };

    /// <summary>Null where production is not in this Docker.</summary>
    public async Task<ContainerCapture?> ContainerAsync(ProductionSource production, CancellationToken cancel) =>
        production.Container is { } name ? await _find(name, cancel) : null;

    public Task<ProductionIdentity> IdentifyAsync(ProductionSource production, RunRef run, CancellationToken cancel) =>
        AskAsync<ProductionIdentity>(production, run, ProductionIdentity.Query, cancel);

    public Task<RoleFindings> ExamineRoleAsync(ProductionSource production, RunRef run, CancellationToken cancel) =>
        AskAsync<RoleFindings>(production, run, RoleFindings.Query, cancel);

    /// <summary>Of the server that the dump is read from.</summary>
    public Task<StandbyState> StandbyAsync(ProductionSource production, RunRef run, CancellationToken cancel) =>
        AskAsync<StandbyState>(production.DumpedFrom(), run, StandbyState.Query, cancel);

    /// <summary>This run's sessions but the asking one; those on a standby too.</summary>
    public async Task<ProductionSessions> SessionsAsync(ProductionSource production, RunRef run, CancellationToken cancel)
    {
        var sessions = await AskAsync<ProductionSessions>(production, run, ProductionSessionsQuery.For(run), cancel);
        return production.Standby is null ? sessions : sessions.And(await AskAsync<ProductionSessions>(production.DumpedFrom(), run, ProductionSessionsQuery.For(run), cancel));
    }

    private async Task<T> AskAsync<T>(ProductionSource production, RunRef run, string sql, CancellationToken cancel) =>
        JsonSerializer.Deserialize<T>(await Path(production).QueryAsync(production, run, sql, cancel), Json.Options)
        ?? throw PostgresFailure.Create(PostgresFailure.Unavailable, "Production's answer was empty; asked again.", retry: true);
}
