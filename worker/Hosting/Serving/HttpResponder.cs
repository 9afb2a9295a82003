using System.Net;
using System.Text;

namespace DotIuCutter.Temporal.Worker.Hosting.Serving;

/// <summary>Answers the requests of a listener until it is closed. Each is answered by itself, so that a slow one delays no other.</summary>
internal static class HttpResponder
{
    public static async Task ServeAsync(HttpListener listener, Func<HttpListenerContext, Task<HttpResponse>> respond)
    {
        while (true)
        {
            try
            {
                _ = AnswerAsync(await listener.GetContextAsync(), respond);
            }
            catch (Exception closed) when (IsClosed(closed))
            {
                return;
            }
        }
    }

    private static async Task AnswerAsync(HttpListenerContext context, Func<HttpListenerContext, Task<HttpResponse>> respond)
    {
        try
        {
            var answer = await respond(context);
            context.Response.StatusCode = (int)answer.Status;
            context.Response.ContentType = answer.Type;
            context.Response.AddHeader("Cache-Control", "no-store");
            context.Response.Close(context.Request.HttpMethod == "HEAD" ? [] : Encoding.UTF8.GetBytes(answer.Body), willBlock: false);
        }
        catch (Exception gone) when (IsClosed(gone) || gone is IOException or OperationCanceledException)
        {
            // The client has gone, or the listener has been closed.
            context.Response.Abort();
        }
    }

    private static bool IsClosed(Exception fault) => fault is HttpListenerException or ObjectDisposedException or InvalidOperationException;
}

internal sealed record HttpResponse(HttpStatusCode Status, string Body, string Type = "text/plain; charset=utf-8");
