using System.Net;
using System.Text;

namespace DotIuCutter.Temporal.Worker.Hosting.Serving;

/// <summary>Answers requests of a listener until it is closed, each by itself: a slow one keeps no other waiting.</summary>
internal static class HttpAnswers
{
    public static async Task ServeAsync(HttpListener listener, Func<HttpListenerContext, Task<HttpAnswer>> judge)
    {
        while (true)
        {
            try
            {
                _ = AnswerAsync(await listener.GetContextAsync(), judge);
            }
            catch (Exception closed) when (IsClosed(closed))
            {
                return;
            }
        }
    }

    private static async Task AnswerAsync(HttpListenerContext context, Func<HttpListenerContext, Task<HttpAnswer>> judge)
    {
        try
        {
            var answer = await judge(context);
            context.Response.StatusCode = (int)answer.Status;
            context.Response.ContentType = answer.Type;
            context.Response.AddHeader("Cache-Control", "no-store");
            context.Response.Close(context.Request.HttpMethod == "HEAD" ? [] : Encoding.UTF8.GetBytes(answer.Body), willBlock: false);
        }
        catch (Exception gone) when (IsClosed(gone) || gone is IOException or OperationCanceledException)
        {
            // The one who asked has gone, or the listener has been closed.
            context.Response.Abort();
        }
    }

    private static bool IsClosed(Exception fault) => fault is HttpListenerException or ObjectDisposedException or InvalidOperationException;
}

internal sealed record HttpAnswer(HttpStatusCode Status, string Body, string Type = "text/plain; charset=utf-8");
