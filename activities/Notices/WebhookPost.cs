using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Notices;
using DotIuCutter.Temporal.Workflows.Notices;

namespace DotIuCutter.Temporal.Activities.Notices;

/// <summary>One signed POST after Standard Webhooks 1.0. Redirects are not followed: a signed body goes nowhere but where the file says.</summary>
internal static class WebhookPost
{
    private static readonly HttpClient Client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(1),
        ConnectTimeout = TimeSpan.FromSeconds(10),
    })
    {
        Timeout = TimeSpan.FromSeconds(20),
    };

    /// <exception cref="InvalidOperationException">It was not taken; the sentence names scheme, host and port only.</exception>
    public static async Task<NoticeDelivery> SendAsync(Webhook webhook, Notice notice, CancellationToken cancel)
    {
        using var request = Request(webhook, notice, DateTimeOffset.UtcNow.ToUnixTimeSeconds());
        try
        {
            using var answer = await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            return answer.IsSuccessStatusCode
                ? new NoticeDelivery { Receiver = webhook.Receiver, Status = (int)answer.StatusCode }
                : throw NotTaken(webhook, notice, $"{(int)answer.StatusCode}", null);
        }
        catch (HttpRequestException fault)
        {
            throw NotTaken(webhook, notice, $"{fault.HttpRequestError}", fault);
        }
        catch (TaskCanceledException late) when (!cancel.IsCancellationRequested)
        {
            throw NotTaken(webhook, notice, $"nothing in {Client.Timeout.TotalSeconds} s", late);
        }
    }

    private static HttpRequestMessage Request(Webhook webhook, Notice notice, long timestamp)
    {
        var body = JsonSerializer.Serialize(new WebhookBody { Type = NoticeKinds.Type(notice.Kind), Timestamp = notice.At, Text = notice.Text, Data = notice }, Json.Options);
        var request = new HttpRequestMessage(HttpMethod.Post, webhook.Url)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        };
        request.Headers.Add("webhook-id", notice.Id);
        request.Headers.Add("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", webhook.Sign(notice.Id, timestamp, body));
        return request;
    }

    private static InvalidOperationException NotTaken(Webhook webhook, Notice notice, string found, Exception? cause) =>
        new($"Webhook at {webhook.Receiver}: expected 2xx for {notice.Id}; found {found}. Mend the receiver, or the file that {HostVariables.Webhook} names; it is tried again.", cause);
}
