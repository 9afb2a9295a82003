using System.CommandLine;
using System.Net;
using DotIuCutter.Temporal.Activities.Codec;
using DotIuCutter.Temporal.Worker.Client.Connecting;
using DotIuCutter.Temporal.Worker.Client.Following;
using DotIuCutter.Temporal.Worker.Hosting.Serving;

namespace DotIuCutter.Temporal.Worker.Cli.Commands;

/// <summary>Lets Temporal's Web UI and command show encoded payloads; needs the keys, and no Temporal.</summary>
internal sealed class CodecServerCommand(ConnectionFlags connection, CliContext surroundings)
{
    private readonly Option<string> listen = new("--listen") { Description = "Address and port to answer at", HelpName = "IP:PORT", DefaultValueFactory = _ => "127.0.0.1:8888" };
    private readonly Option<string> origin = new("--ui-origin") { Description = "Where the Web UI is; no other page is answered", HelpName = "URL", DefaultValueFactory = _ => "http://127.0.0.1:8233" };

    public Command Build()
    {
        var command = new Command("codec-server", "Decodes payloads for Temporal's Web UI and command until it is told to stop") { listen, origin };
        command.Validators.Add(parsed =>
        {
            // Not given: then the default, which is good, is not there yet.
            if (parsed.GetValue(listen) is { } at && EndPoint(at) is null)
            {
                parsed.AddError($"--listen: expected one address and a port, such as 127.0.0.1:8888, found '{at}'. Correct it.");
            }

            if (parsed.GetValue(origin) is { } ui && (!Uri.TryCreate(ui, UriKind.Absolute, out var uri) || uri.GetLeftPart(UriPartial.Authority) != ui))
            {
                parsed.AddError($"--ui-origin: expected scheme, host and port alone, such as http://127.0.0.1:8233, found '{ui}'. Correct it.");
            }
        });
        command.SetAction(ExecuteAsync);
        return command;
    }

    private async Task<int> ExecuteAsync(ParseResult parsed)
    {
        using var interrupts = surroundings.Interrupts();
        var keys = connection.Keys(parsed);
        if (!keys.Any || EndPoint(parsed.GetValue(listen)) is not { } at || parsed.GetValue(origin) is not { } ui)
        {
            throw new OperatorError("The codec server cannot start: expected a key file, found none. Name it with --codec-key or DRYRUN_CODEC_KEY.");
        }

        var ns = connection.Options(parsed).Namespace;
        using var listener = new HttpListener { Prefixes = { $"http://{at}/" } };
        try
        {
            listener.Start();
        }
        catch (HttpListenerException fault)
        {
            throw new OperatorError($"The codec server cannot start: expected {at} to be free, found {fault.Message}. Give another --listen.");
        }

        var serving = new CodecEndpoint(keys, ui, ns).ServeAsync(listener);
        await surroundings.Out.WriteLineAsync($"Codec server ready: http://{at}, for namespace {ns} and {ui}, keys {string.Join(", ", keys.Ids)}. Ctrl-C ends it.");
        if (!IPAddress.IsLoopback(at.Address))
        {
            await surroundings.Out.WriteLineAsync($"Whoever reaches {at} can decode what Temporal holds. Let only the machines of operators through to it.");
        }

        await interrupts.DelayAsync(Timeout.InfiniteTimeSpan);
        listener.Close();
        await serving;
        return ExitCodes.Passed;
    }

    /// <summary>Null for any other than one address: to listen on all of them is never meant.</summary>
    private static IPEndPoint? EndPoint(string? text) =>
        IPEndPoint.TryParse(text ?? "", out var at) && at.Port > 0 && !at.Address.Equals(IPAddress.Any) && !at.Address.Equals(IPAddress.IPv6Any) ? at : null;
}
