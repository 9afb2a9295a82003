using System.CommandLine;
using DotIuCutter.Temporal.Activities.Codec;
using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Worker.Client.Connecting;
using DotIuCutter.Temporal.Worker.Errors;
using DotIuCutter.Temporal.Worker.Telemetry;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Runtime;
using Temporalio.Client;
using Temporalio.Common.EnvConfig;
using Temporalio.Converters;

namespace DotIuCutter.Temporal.Worker.Cli.Invocation;

/// <summary>
/// The options that say where Temporal is. A flag wins over its TEMPORAL_* variable, that over the profile of the TOML file, that over the default.
/// An API key comes only from TEMPORAL_API_KEY or a profile, because every user of the machine can read arguments.
/// </summary>
internal sealed class ConnectionFlags(CliContext context)
{
    public const string DefaultAddress = "127.0.0.1:7233";

    private readonly Option<string?> profile = Flag("--profile", "Profile of Temporal's TOML configuration file (TEMPORAL_PROFILE)", "NAME");
    private readonly Option<bool> tls = new("--tls") { Description = "Use TLS (TEMPORAL_TLS)", Recursive = true };
    private readonly Option<string?> codecKey = Flag("--codec-key", $"File of the keys that payloads are encoded with ({HostVariables.CodecKey})", "FILE");
    private readonly Option<string?> queue = Flag("--task-queue", $"Task queue (DRYRUN_TASK_QUEUE, default {WorkflowNames.TaskQueue})", "NAME");

    private readonly Dictionary<string, Option<string?>> flags = new(StringComparer.Ordinal)
    {
        ["TEMPORAL_ADDRESS"] = Flag("--address", $"Temporal's host and port (TEMPORAL_ADDRESS, default {DefaultAddress})", "HOST:PORT"),
        ["TEMPORAL_NAMESPACE"] = Flag("--namespace", "Temporal's namespace (TEMPORAL_NAMESPACE, default 'default')", "NAME"),
        ["TEMPORAL_TLS_SERVER_NAME"] = Flag("--tls-server-name", "Name in the server's certificate (TEMPORAL_TLS_SERVER_NAME)", "NAME"),
        ["TEMPORAL_TLS_SERVER_CA_CERT_PATH"] = Flag("--tls-ca", "File of the authority's certificate (TEMPORAL_TLS_SERVER_CA_CERT_PATH)", "FILE"),
        ["TEMPORAL_TLS_CLIENT_CERT_PATH"] = Flag("--tls-cert", "File of this client's certificate (TEMPORAL_TLS_CLIENT_CERT_PATH)", "FILE"),
        ["TEMPORAL_TLS_CLIENT_KEY_PATH"] = Flag("--tls-key", "File of this client's key (TEMPORAL_TLS_CLIENT_KEY_PATH)", "FILE"),
    };

    public void AddTo(RootCommand root)
    {
        foreach (var flag in flags.Values)
        {
            root.Add(flag);
        }

        root.Add(profile);
        root.Add(tls);
        root.Add(queue);
        root.Add(codecKey);
    }

    /// <summary>The path of the codec's key file; null when payloads are not encoded.</summary>
    public string? CodecKey(ParseResult parsed) => parsed.GetValue(codecKey) ?? context.Variable(HostVariables.CodecKey);

    public CodecKeys Keys(ParseResult parsed)
    {
        try
        {
            return CodecKey(parsed) is { } path ? CodecKeys.Read(path) : CodecKeys.None;
        }
        catch (InvalidOperationException fault)
        {
            throw new OperatorError(fault.Message);
        }
    }

    public string TaskQueue(ParseResult parsed) => parsed.GetValue(queue) ?? context.Variable("DRYRUN_TASK_QUEUE") ?? WorkflowNames.TaskQueue;

    public TemporalClientConnectOptions Options(ParseResult parsed)
    {
        var variables = new Dictionary<string, string>(context.Environment, StringComparer.Ordinal);
        foreach (var (variable, flag) in flags)
        {
            if (parsed.GetValue(flag) is { } value)
            {
                variables[variable] = value;
            }
        }

        if (parsed.GetValue(tls))
        {
            variables["TEMPORAL_TLS"] = "true";
        }

        var keys = Keys(parsed);
        try
        {
            var options = ClientEnvConfig.LoadClientConnectOptions(new ClientEnvConfig.ProfileLoadOptions
            {
                Profile = parsed.GetValue(profile),
                OverrideEnvVars = variables,
            });
            options.TargetHost ??= DefaultAddress;
            options.DataConverter = Converter(keys);
            options.Interceptors = [new TracingInterceptor()];
            return options;
        }
        catch (Exception fault) when (fault is InvalidOperationException or ArgumentException or IOException)
        {
            throw new OperatorError(
                $"Temporal's connection settings cannot be used: {fault.Message} Correct the TEMPORAL_* variables, the profile or the flags, then try again.");
        }
    }

    public async Task<ITemporalClient> ConnectAsync(ParseResult parsed)
    {
        var options = Options(parsed);
        try
        {
            return await TemporalClient.ConnectAsync(options).WaitAsync(TimeSpan.FromSeconds(10), context.Time);
        }
        catch (Exception fault) when (fault is InvalidOperationException or TimeoutException or Temporalio.Exceptions.RpcException)
        {
            throw new OperatorError(TemporalFaults.Unreachable(options, fault), ExitCodes.Unknown);
        }
    }

    /// <summary>Without a key nothing is encoded. The codec still recognises payloads that another key has encoded, and says so.</summary>
    private static DataConverter Converter(CodecKeys keys) => keys.Any
        ? DryRunConverter.Encoded(new PayloadEncryption(keys))
        : DryRunConverter.Instance with { PayloadCodec = new PayloadEncryption(keys) };

    private static Option<string?> Flag(string name, string description, string value) =>
        new(name) { Description = description, HelpName = value, Recursive = true };
}
