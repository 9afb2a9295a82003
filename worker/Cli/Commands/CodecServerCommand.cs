using System.CommandLine;
using System.Net;
using DotIuCutter.Temporal.Activities.Codec;
using DotIuCutter.Temporal.Worker.Cli.Invocation;
using DotIuCutter.Temporal.Worker.Client.Following;
using DotIuCutter.Temporal.Worker.Errors;
using DotIuCutter.Temporal.Worker.Hosting.Serving;

namespace DotIuCutter.Temporal.Worker.Cli.Commands;

/// <summary>Decodes payloads for Temporal's Web UI and command. Needs the keys, and no Temporal.</summary>
internal sealed class CodecServerCommand(ConnectionFlags connection, CliContext context)
{
    private readonly Option<string> listen = new("--listen") { Description = "Address and port to answer at", HelpName = "IP:PORT", DefaultValueFactory = _ => "127.0.0.1:8888" };
    private readonly Option<string> origin = new("--ui-origin") { Description = "The address of the Web UI; no other page is answered", HelpName = "URL", DefaultValueFactory = _ => "http://127.0.0.1:8233" };

    public Command Build()
    {
        var command = new Command("codec-server", "Decodes payloads for Temporal's Web UI and command until it is told to stop") { listen, origin };
        command.Validators.Add(parsed =>
        {
            // When the option is not given, its default is not set yet here.
            if (parsed.GetValue(listen) is { } at && EndPoint(at) is null)
            {
                parsed.AddError($"--listen is '{at}', which is not one address and a port. Give one such as 127.0.0.1:8888.");
            }

            if (parsed.GetValue(origin) is { } ui && (!Uri.TryCreate(ui, UriKind.Absolute, out var uri) || uri.GetLeftPart(UriPartial.Authority) != ui))
            {
                parsed.AddError($"--ui-origin is '{ui}', which is not scheme, host and port alone. Give one such as http://127.0.0.1:8233.");
            }
        });
        command.SetAction(ExecuteAsync);
        return command;
    }

    private async Task<int> ExecuteAsync(ParseResult parsed)
    {
        using var interrupts = context.Interrupts();
        var keys = connection.Keys(parsed);
        if (!keys.Any || EndPoint(parsed.GetValue(listen)) is not { } at || parsed.GetValue(origin) is not { } ui)
        {
            throw new OperatorError("The codec server cannot start without a key file. Give it with --codec-key or DRYRUN_CODEC_KEY.");
        }

        var ns = connection.Options(parsed).Namespace;
        using var listener = new HttpListener { Prefixes = { $"http://{at}/" } };
        try
        {
            listener.Start();
        }
        catch (HttpListenerException fault)
        {
            throw new OperatorError($"The codec server cannot listen at {at}: {fault.Message}. Give another --listen.");
        }

        var serving = new CodecEndpoint(keys, ui, ns).ServeAsync(listener);
        await context.Out.WriteLineAsync($"Codec server ready: http://{at}, for namespace {ns} and {ui}, keys {string.Join(", ", keys.Ids)}. Ctrl-C ends it.");
        if (!IPAddress.IsLoopback(at.Address))
        {
            await context.Out.WriteLineAsync($"Everybody who can reach {at} can decode what Temporal holds. Let only the machines of operators reach it.");
        }

        await interrupts.DelayAsync(Timeout.InfiniteTimeSpan);
        listener.Close();
        await serving;
        return ExitCodes.Passed;
    }

    /// <summary>Returns null for anything but one address. It never listens on all addresses of a machine.</summary>
    private static IPEndPoint? EndPoint(string? text) =>
        IPEndPoint.TryParse(text ?? "", out var at) && at.Port > 0 && !at.Address.Equals(IPAddress.Any) && !at.Address.Equals(IPAddress.IPv6Any) ? at : null;
}
