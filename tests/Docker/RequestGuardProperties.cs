using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using CsCheck;
using DotIuCutter.Temporal.Activities.Docker.Guard;
using DotIuCutter.Temporal.Tests.Builders;
using Xunit;
using static DotIuCutter.Temporal.Tests.Docker.GuardSample;

namespace DotIuCutter.Temporal.Tests.Docker;

/// <summary>However a request is written, what comes through is in the scope, read as a daemon reads it and not as the guard does.</summary>
public sealed class RequestGuardProperties
{
    private static readonly Gen<string> Verb = Pick.One("GET", "POST", "DELETE", "HEAD", "PUT", "PATCH", "delete", "Post", "Delete", "GET ", "OPTIONS");

    private static readonly Gen<string> Piece = Pick.One(
        "/", "//", "/.", "/..", "/../", "%2f", "%2F", "%2e", "%2E%2e", "%00", "\\", ";", "#", "?", "&", "=", "%", "v1.41", "/v1.41", "_ping", "prune", "containers", "volumes", "networks", "images",
        "exec", "json", "create", "start", "kill", "stop", "archive", "build", "dr", "vol", "net", "other", "force=1", "v=1", "force=true", "link=1", "name=dr", "fromImage=postgres", "tag=17", "é", " ");

    private static readonly Gen<string> Path = Gen.Select(
        Pick.One(
            $"/containers/{Id}?force=1&v=1", $"/networks/{Network}", "/volumes/vol", $"/volumes/{Anonymous}", "/containers/json?all=1", $"/containers/{Id}/start", $"/containers/{Id}/kill?signal=KILL",
            "/containers/create?name=dr", "/networks/create", "/volumes/create", "/images/create?fromImage=postgres&tag=17", $"/containers/{Id}/exec", "/exec/abc/start", "/images/postgres:17/json", "/info", "/"),
        Gen.Select(Gen.Int[0, 90], Gen.Int[0, 3], Piece).Array[0, 3],
        (path, changes) => changes.Aggregate(path, (text, change) => text[..Math.Min(text.Length, change.Item1)] + change.Item3 + text[Math.Min(text.Length, change.Item1 + change.Item2)..]));

    /// <summary>What this scope may be asked for, written down apart from the product. Paths are without the version.</summary>
    private static readonly Regex[] Allowed =
    [
        .. new[]
        {
            "(GET|HEAD) /_ping", "GET /(version|info|volumes|networks|containers/json)", "GET /(volumes|networks)/[^/?]+", "GET /(containers|exec)/[^/?]+/json", "GET /images/([^?]+/)?json",
            $"GET /containers/{Id}/logs", $"POST /containers/{Id}/(start|kill)", "POST /images/create", $"POST /containers/{Id}/exec",
            $"DELETE /containers/{Id}", $"DELETE /networks/{Network}", $"DELETE /volumes/(vol|{Anonymous})",
        }.Select(p => new Regex($@"\A{p}\z", RegexOptions.CultureInvariant)),
    ];

    private static readonly Regex SaysNothing = new("""\A(null|[Ff]alse|0|"[^"]*":|""|[\[\]{},\s])*\z""", RegexOptions.CultureInvariant);

    [Fact]
    public Task Only_what_the_scope_names_comes_through() => Gen.Select(Verb, Path).SampleAsync(async (verb, path) =>
    {
        var daemon = await SeenAsync();
        await SentAsync(daemon, verb, path, Exec("psql"));
    }, iter: 6000);

    [Fact]
    public async Task What_the_scope_names_does_come_through()
    {
        foreach (var (verb, path) in new[] { ("DELETE", $"/v1.41/containers/{Id}?force=1&v=1"), ("DELETE", $"/networks/{Network}"), ("DELETE", "/volumes/vol"), ("POST", $"/containers/{Id}/start"), ("GET", "/info") })
        {
            Assert.NotNull(await SentAsync(await SeenAsync(), verb, path, null));
        }
    }

    /// <summary>Go reads JSON member names without regard to case, and so does the daemon.</summary>
    [Fact]
    public async Task A_container_that_is_created_reaches_nothing_beyond_the_run()
    {
        var daemon = await PreparedAsync();
        await Gen.Frequency((10, JsonGen.Bent(Create())), (3, Shouted), (1, JsonGen.Value)).SampleAsync(async written =>
        {
            // As it goes over the wire.
            var body = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(written));
            if (await SentAsync(daemon, "POST", "/containers/create?name=dr", body) is null)
            {
                return;
            }

            using var sent = JsonDocument.Parse(body);
            var root = sent.RootElement;
            Assert.Equal(Image, Of(root, "image"));
            Assert.Equal(Nonce, Of(root, "labels", "dryrun.nonce"));
            Assert.Equal(Network, Of(root, "hostconfig", "networkmode"));
            Assert.Equal("""["ALL"]""", Of(root, "hostconfig", "capdrop"));
            Assert.Equal("""["no-new-privileges"]""", Of(root, "hostconfig", "securityopt"));
            Assert.All(new[] { "privileged", "binds", "portbindings", "devices", "pidmode", "unheardof" }, name => Assert.Matches(SaysNothing, Of(root, "hostconfig", name)));
        }, iter: 3000, threads: 1);
    }

    private static Gen<string> Shouted => Pick.One("Privileged", "Binds", "PidMode", "Mounts", "NetworkMode", "CapAdd").Select(name =>
        Create($"HostConfig.{(name.Length % 2 == 0 ? name.ToUpperInvariant() : name.ToLowerInvariant())}", """["/:/host"]"""));

    private static async Task<FakeDaemon> SeenAsync()
    {
        var daemon = await PreparedAsync();
        daemon.Answer = Container();
        await daemon.SendAsync("GET", "/containers/dr/json");
        return daemon;
    }

    /// <summary>Null when it was refused; else what came through, which is then in the scope.</summary>
    private static async Task<string?> SentAsync(FakeDaemon daemon, string verb, string path, string? body)
    {
        var before = daemon.Requests;
        try
        {
            await daemon.SendAsync(verb, path, body);
        }
        catch (GuardRefusedException)
        {
            Assert.Equal(before, daemon.Requests);
            return null;
        }
        catch (Exception unsendable) when (unsendable is FormatException or UriFormatException)
        {
            // .NET itself knows no such verb or address.
            return null;
        }

        var sent = daemon.Sent ?? throw new InvalidOperationException("Nothing was sent.");
        var read = Cleaned(Uri.UnescapeDataString(sent.Uri.AbsolutePath));
        Assert.Equal(sent.Uri.AbsolutePath, read);
        read = Regex.Replace(read, @"\A/v1\.[0-9]+(?=/)", "");
        if (!read.EndsWith("/create", StringComparison.Ordinal) || read.StartsWith("/images", StringComparison.Ordinal))
        {
            Assert.Contains(Allowed, rule => rule.IsMatch($"{sent.Verb} {read}"));
        }

        Assert.Equal(sent.Verb == "DELETE" && read.StartsWith("/containers", StringComparison.Ordinal) ? "force,v" : "", sent.Verb == "DELETE" ? Keys(sent.Uri) : "");
        Assert.DoesNotContain(sent.Verb == "POST" && read == "/images/create" ? Keys(sent.Uri) : "", new[] { "fromSrc", "repo", "fromImage" });
        return $"{sent.Verb} {read}";
    }

    private static string Keys(Uri uri) => string.Join(',', uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(p => Uri.UnescapeDataString(p.Split('=')[0])).Order(StringComparer.Ordinal));

    /// <summary>As Go's path.Clean.</summary>
    private static string Cleaned(string path)
    {
        var kept = new Stack<string>();
        foreach (var part in path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(p => p != "."))
        {
            if (part != "..")
            {
                kept.Push(part);
            }
            else if (kept.Count > 0)
            {
                kept.Pop();
            }
        }

        return "/" + string.Join('/', kept.Reverse());
    }

    /// <summary>The last member whose name is this one but for its case, as Go takes it.</summary>
    private static string Of(JsonElement from, params string[] path) => path.Aggregate(from, (element, name) =>
        element.ValueKind == JsonValueKind.Object ? element.EnumerateObject().LastOrDefault(m => m.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value : default).ToString();
}
