using System.Globalization;
using DotIuCutter.Temporal.Tests.Builders;

namespace DotIuCutter.Temporal.Tests.EndToEnd;

/// <summary>The settings files of a <see cref="ClusterTemporal"/>.</summary>
internal sealed class ClusterSettings(double rate)
{
    /// <summary>Of its PostgreSQL; the first of its databases has the same name.</summary>
    public const string User = "temporal";

    public const string Password = "temporal";

    private const string Dynamic = """
        history.transferProcessorMaxPollRPS: [{value: 2000}]
        history.timerProcessorMaxTimeShift: [{value: 50ms}]
        matching.numTaskqueueReadPartitions: [{value: 1}]
        matching.numTaskqueueWritePartitions: [{value: 1}]
        system.forceSearchAttributesCacheRefreshOnRead: [{value: true}]
        """;

    public int Frontend { get; } = FreePort.Low();

    public int Metrics { get; } = FreePort.Low();

    /// <summary>Of its PostgreSQL, on loopback.</summary>
    public int Database { get; } = FreePort.Low();

    public async Task WriteAsync(string folder)
    {
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync($"{folder}/cluster.yaml", Cluster(folder));
        await File.WriteAllTextAsync($"{folder}/dynamic.yaml", Dynamic);
    }

    private string Cluster(string folder) => $$$"""
        log: {stdout: true, level: error}
        persistence:
          defaultStore: pg
          visibilityStore: pgvis
          numHistoryShards: 4
          datastores:
            pg:
              sql: {{{Sql("temporal")}}}
        {{{Faults()}}}
            pgvis:
              sql: {{{Sql("temporal_visibility")}}}
        global:
          membership: {maxJoinDuration: 30s, broadcastAddress: "127.0.0.1"}
          metrics: {prometheus: {timerType: histogram, listenAddress: "127.0.0.1:{{{Metrics}}}"}}
        services:
          frontend: {rpc: {grpcPort: {{{Frontend}}}, membershipPort: {{{FreePort.Low()}}}, bindOnIP: 127.0.0.1}}
          history: {rpc: {grpcPort: {{{FreePort.Low()}}}, membershipPort: {{{FreePort.Low()}}}, bindOnIP: 127.0.0.1}}
          matching: {rpc: {grpcPort: {{{FreePort.Low()}}}, membershipPort: {{{FreePort.Low()}}}, bindOnIP: 127.0.0.1}}
          worker: {rpc: {grpcPort: {{{FreePort.Low()}}}, membershipPort: {{{FreePort.Low()}}}, bindOnIP: 127.0.0.1}}
        clusterMetadata:
          enableGlobalNamespace: false
          failoverVersionIncrement: 10
          masterClusterName: active
          currentClusterName: active
          clusterInformation: {active: {enabled: true, initialFailoverVersion: 1, rpcName: frontend, rpcAddress: "127.0.0.1:{{{Frontend}}}"}}
        publicClient: {hostPort: "127.0.0.1:{{{Frontend}}}"}
        dynamicConfigClient: {filepath: "{{{folder}}}/dynamic.yaml", pollInterval: 60s}
        """;

    private string Sql(string name) =>
        $$$"""{pluginName: postgres12, databaseName: {{{name}}}, connectAddr: "127.0.0.1:{{{Database}}}", connectProtocol: tcp, user: {{{User}}}, password: {{{Password}}}, maxConns: 20, maxIdleConns: 20, maxConnLifetime: 1h}""";

    /// <summary>A third each: refused, timed out without effect, timed out after the effect. Reads cannot have one.</summary>
    private string Faults()
    {
        if (rate == 0)
        {
            return "";
        }

        var third = (rate / 3).ToString("0.0000", CultureInfo.InvariantCulture);
        string[] writes = ["CreateWorkflowExecution", "UpdateWorkflowExecution", "AppendHistoryNodes"];
        string[] reads = ["GetWorkflowExecution", "GetCurrentExecution", "ReadHistoryBranch"];
        return string.Join(
            '\n',
            (string[])
            [
                "      faultInjection:",
                "        targets:",
                "          dataStores:",
                "            ExecutionStore:",
                "              methods:",
                .. writes.Select(w => $"                {w}: {{errors: {{ResourceExhausted: {third}, Timeout: {third}, ExecuteAndTimeout: {third}}}}}"),
                .. reads.Select(r => $"                {r}: {{errors: {{ResourceExhausted: {third}, Timeout: {third}}}}}"),
            ]);
    }
}
