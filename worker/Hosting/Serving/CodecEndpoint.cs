using System.Net;
using DotIuCutter.Temporal.Activities.Codec;
using Google.Protobuf;
using Temporalio.Api.Common.V1;

namespace DotIuCutter.Temporal.Worker.Hosting.Serving;

/// <summary>
/// Serves Temporal's remote codec protocol for the Web UI and the <c>temporal</c> command: POST /encode and /decode with payloads as JSON. Anybody who
/// reaches it can decode payloads, so it answers one origin, one namespace and, unless told otherwise, this machine only.
/// </summary>
internal sealed class CodecEndpoint(CodecKeys keys, string uiOrigin, string ns)
{
    private const int LargestBody = 16 << 20;
    private static readonly JsonParser Parser = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));
    private readonly PayloadEncryption codec = new(keys);

    /// <summary>Answers until the listener is closed.</summary>
    public Task ServeAsync(HttpListener listener) => HttpResponder.ServeAsync(listener, async context =>
    {
        var answer = await RespondAsync(context.Request);
        if (context.Request.Headers["Origin"] == uiOrigin)
        {
            // On refusals too, so that the Web UI can show why.
            context.Response.AddHeader("Access-Control-Allow-Origin", uiOrigin);
            context.Response.AddHeader("Access-Control-Allow-Methods", "POST");
            context.Response.AddHeader("Access-Control-Allow-Headers", "Content-Type, X-Namespace");
        }

        context.Response.AddHeader("Vary", "Origin");
        return answer;
    });

    private async Task<HttpResponse> RespondAsync(HttpListenerRequest request)
    {
        var path = request.Url?.AbsolutePath;
        if (request.Headers["Origin"] is { } origin && origin != uiOrigin)
        {
            return Refused(HttpStatusCode.Forbidden, $"Origin '{origin}' is not the Web UI's, which is '{uiOrigin}'. If it should be, start the codec server with --ui-origin {origin}.");
        }

        if (path is not ("/encode" or "/decode"))
        {
            return Refused(HttpStatusCode.NotFound, $"'{path}' is unknown. Use /encode or /decode.");
        }

        if (request.HttpMethod == "OPTIONS")
        {
            return new(HttpStatusCode.NoContent, "", "text/plain");
        }

        if (request.HttpMethod != "POST")
        {
            return Refused(HttpStatusCode.MethodNotAllowed, $"{request.HttpMethod} {path} is not answered. Use POST.");
        }

        if (request.Headers["X-Namespace"] is var asked && asked != ns)
        {
            return Refused(HttpStatusCode.Forbidden, $"Header X-Namespace is '{asked ?? "absent"}', and this codec server is for '{ns}'. Start one for that namespace with --namespace.");
        }

        try
        {
            var payloads = Parser.Parse<Payloads>(await BodyAsync(request));
            var done = path == "/encode" ? await codec.EncodeAsync(payloads.Payloads_) : await codec.DecodeAsync(payloads.Payloads_);
            return new(HttpStatusCode.OK, JsonFormatter.Default.Format(new Payloads { Payloads_ = { done } }), "application/json");
        }
        catch (UnreadablePayloadException unreadable)
        {
            return Refused(HttpStatusCode.BadRequest, unreadable.Message);
        }
        catch (Exception e) when (e is InvalidProtocolBufferException or InvalidJsonException or FormatException or InvalidDataException)
        {
            return Refused(HttpStatusCode.BadRequest, "The body is not what Temporal's codec protocol sends: {\"payloads\":[…]} of at most 16 MiB.");
        }
    }

    private static async Task<string> BodyAsync(HttpListenerRequest request)
    {
        var body = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (int read; (read = await request.InputStream.ReadAsync(buffer)) > 0;)
        {
            body.Write(buffer, 0, read);
            if (body.Length > LargestBody)
            {
                throw new InvalidDataException("too large");
            }
        }

        return System.Text.Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length);
    }

    private static HttpResponse Refused(HttpStatusCode status, string message) => new(status, message);
}
