using System.Text.Json;
using DotIuCutter.Temporal.Activities.Docker;
using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Activities.Postgres.Dumps;
using DotIuCutter.Temporal.Workflows;
using DotIuCutter.Temporal.Workflows.Captures;
using DotIuCutter.Temporal.Workflows.Manifests;
using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Provision;
using DotIuCutter.Temporal.Workflows.Scenarios;

namespace DotIuCutter.Temporal.Activities.Postgres;

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

    public IReadPath Path(Production production) => production.ReadPath switch
    {
        ReadPath.Exec => _exec,
        ReadPath.Connection => _connection,
        _ => throw new ArgumentOutOfRangeException(nameof(production), production.ReadPath, "No such read path."),
    };

    /// <summary>Null where production is not in this Docker.</summary>
    public async Task<ContainerCapture?> ContainerAsync(Production production, CancellationToken cancel) =>
        production.Container is { } name ? await _find(name, cancel) : null;

    public Task<ProductionIdentity> IdentifyAsync(Production production, RunRef run, CancellationToken cancel) =>
        AskAsync<ProductionIdentity>(production, run, ProductionIdentity.Query, cancel);

    public Task<RoleFindings> ExamineRoleAsync(Production production, RunRef run, CancellationToken cancel) =>
        AskAsync<RoleFindings>(production, run, RoleFindings.Query, cancel);

    /// <summary>Of the server that the dump is read from.</summary>
    public Task<StandbyState> StandbyAsync(Production production, RunRef run, CancellationToken cancel) =>
        AskAsync<StandbyState>(production.DumpedFrom(), run, StandbyState.Query, cancel);

    /// <summary>This run's sessions but the asking one; those on a standby too.</summary>
    public async Task<ProductionSessions> SessionsAsync(Production production, RunRef run, CancellationToken cancel)
    {
        var sessions = await AskAsync<ProductionSessions>(production, run, ProductionSessionsQuery.Of(run), cancel);
        return production.Standby is null ? sessions : sessions.And(await AskAsync<ProductionSessions>(production.DumpedFrom(), run, ProductionSessionsQuery.Of(run), cancel));
    }

    public Task<DumpRecord> DumpAsync(DumpRequest request, CancellationToken cancel) =>
        new DumpRun(Path(request.Production)).RunAsync(request with { Production = request.Production.DumpedFrom() }, cancel);

    private async Task<T> AskAsync<T>(Production production, RunRef run, string sql, CancellationToken cancel) =>
        JsonSerializer.Deserialize<T>(await Path(production).QueryAsync(production, run, sql, cancel), Json.Options)
        ?? throw PostgresFailure.New(PostgresFailure.Unavailable, "Production's answer was empty; asked again.", retry: true);
}
