using System.Net;
using System.Net.Sockets;
using System.Text;

namespace DotIuCutter.Temporal.Tests.Notices;

/// <summary>Somebody else's server on this machine: keeps what is posted and answers as told, in turn; 200 when nothing is left to say.</summary>
internal sealed class Receiver : IDisposable
{
    private readonly HttpListener listener = new();

    public Receiver(params IReadOnlyList<int> answers)
    {
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Origin = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}";
        }

        listener.Prefixes.Add($"{Origin}/");
        listener.Start();
        _ = ServeAsync(new Queue<int>(answers));
    }

    public string Origin { get; }

    /// <summary>In the order they came.</summary>
    public List<Posted> Posts { get; } = [];

    public void Dispose() => listener.Close();

    private async Task ServeAsync(Queue<int> answers)
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await listener.GetContextAsync();
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
            var headers = context.Request.Headers.AllKeys.OfType<string>().ToDictionary(k => k.ToLowerInvariant(), k => context.Request.Headers[k] ?? string.Empty);
            Posts.Add(new Posted(context.Request.Url?.AbsolutePath ?? string.Empty, headers, await reader.ReadToEndAsync()));
            context.Response.StatusCode = answers.TryDequeue(out var status) ? status : 200;
            context.Response.RedirectLocation = context.Response.StatusCode == 307 ? $"{Origin}/elsewhere" : null;
            context.Response.Close();
        }
    }
}

internal sealed record Posted(string Path, IReadOnlyDictionary<string, string> Headers, string Body);
