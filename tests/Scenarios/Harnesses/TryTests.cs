using System.Text.Json;
using System.Text.RegularExpressions;
using Docker.DotNet.Models;
using DotIuCutter.Temporal.Activities.Scenarios.Execution;
using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Tests.Docker;
using DotIuCutter.Temporal.Tests.EndToEnd;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Scenarios.Harnesses;

/// <summary>A harness is tried by hand in the container that the product would give it.</summary>
[Trait("needs", "docker")]
public sealed partial class TryTests
{
    private readonly string name = $"try-test-{Guid.NewGuid().ToString("N")[..8]}";

    /// <summary>Each `./try` of docs/harness.md, with what the page says that it prints.</summary>
    public static IEnumerable<TheoryDataRow<string, string>> Shown =>
        Tried().Matches(File.ReadAllText(Repository.File("docs/harness.md"))).Select(m => new TheoryDataRow<string, string>(m.Groups[1].Value, m.Groups[2].Value));

    [Theory]
    [MemberData(nameof(Shown))]
    public async Task Prints_what_the_page_shows_and_leaves_nothing(string command, string shown)
    {
        await TestWorld.RequireImagesAsync(["postgres:17", .. ExampleHarness.All.Select(e => e.Image)]);
        var (code, output, _) = await InExamplesAsync($"{command} 2>&1");
        Assert.Equal(shown, output);
        Assert.EndsWith($"exit code: {code}\n", output, StringComparison.Ordinal);
        await AssertNothingLeftAsync();
    }

    [Fact]
    public async Task Says_127_of_a_program_that_is_not_there_as_the_product_does()
    {
        await TestWorld.RequireImagesAsync("postgres:17");
        Assert.Equal(127, (await InExamplesAsync("./try entry.sql postgres:17 no-such-program")).Code);
        await AssertNothingLeftAsync();
    }

    [Fact]
    public async Task Gives_the_harness_the_products_own_container_and_leaves_nothing_when_it_is_told_to_stop()
    {
        await TestWorld.RequireImagesAsync("postgres:17");
        using var process = Shell.Start("bash", ["-c", $"cd '{ExampleHarness.Folder}' && exec ./try entry.sql postgres:17 sleep 600"], new Dictionary<string, string> { ["TRY_NAME"] = name });
        var said = process.StandardError.ReadToEndAsync();
        var printed = process.StandardOutput.ReadToEndAsync();
        await RealRun.UntilRunsAsync(name);
        var given = JsonSerializer.Deserialize<JsonElement>(await DockerCommand.RunAsync("container", "inspect", name))[0];
        await Shell.RunAsync("kill", "-TERM", $"{process.Id}");
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 143, $"{process.ExitCode}: {await printed}{await said}");
        await AssertNothingLeftAsync();

        await using var live = new LiveRun();
        var image = await LiveRun.ImageIdAsync("postgres:17");
        var request = live.Scenario(new string('0', 64), new() { Run = live.Run, Name = $"{name}-dr", ContainerId = "" }, image, ["sleep", "600"]);
        request = request with { CodeDirectory = ExampleHarness.Folder };
        Assert.Equal(Facts(HarnessShape.Parameters(request)), Facts(given));
    }

    private static List<string> Facts(CreateContainerParameters product) =>
    [
        $"image {product.Image}",
        $"user {product.User}",
        $"directory {product.WorkingDir}",
        $"program {string.Join(' ', product.Entrypoint!)} {string.Join(' ', product.Cmd!)}",
        $"root is read-only {product.HostConfig!.ReadonlyRootfs}",
        $"limits {product.HostConfig!.Memory} {product.HostConfig!.PidsLimit}",
        $"capabilities dropped {string.Join(' ', product.HostConfig!.CapDrop!)}",
        $"security {string.Join(' ', product.HostConfig!.SecurityOpt!)}",
        $"tmpfs {string.Join(' ', product.HostConfig!.Tmpfs!.Select(t => $"{t.Key} {t.Value}"))}",
        .. product.HostConfig!.Mounts!.Select(m => $"mount {m.Type} {m.Target} {m.ReadOnly}"),
        .. product.Env!.Select(e => $"variable {e}"),
    ];

    private static List<string> Facts(JsonElement inspected)
    {
        var (config, host) = (inspected.GetProperty("Config"), inspected.GetProperty("HostConfig"));
        return
        [
            $"image {inspected.GetProperty("Image")}",
            $"user {config.GetProperty("User")}",
            $"directory {config.GetProperty("WorkingDir")}",
            $"program {Words(config.GetProperty("Entrypoint"))} {Words(config.GetProperty("Cmd"))}",
            $"root is read-only {host.GetProperty("ReadonlyRootfs")}",
            $"limits {host.GetProperty("Memory")} {host.GetProperty("PidsLimit")}",
            $"capabilities dropped {Words(host.GetProperty("CapDrop"))}",
            $"security {Words(host.GetProperty("SecurityOpt"))}",
            $"tmpfs {string.Join(' ', host.GetProperty("Tmpfs").EnumerateObject().Select(t => $"{t.Name} {t.Value}"))}",
            .. host.GetProperty("Mounts").EnumerateArray().Select(m => $"mount {m.GetProperty("Type")} {m.GetProperty("Target")} {m.GetProperty("ReadOnly")}"),
            // The database of a scenario is a clone with a name of its own; the image's variables are the image's.
            .. config.GetProperty("Env").EnumerateArray().Select(e => e.GetString()!).Where(e => GivenVariable().IsMatch(e)).Order(StringComparer.Ordinal).Select(e => $"variable {e}"),
        ];
    }

    private static string Words(JsonElement list) => string.Join(' ', list.EnumerateArray());

    private Task<(int Code, string Output, string Error)> InExamplesAsync(string command) =>
        Shell.TryAsync("bash", ["-c", $"cd '{ExampleHarness.Folder}' && {command}"], new Dictionary<string, string> { ["TRY_NAME"] = name });

    private async Task AssertNothingLeftAsync()
    {
        Assert.False(await DockerCommand.ExistsAsync("container", name));
        Assert.False(await DockerCommand.ExistsAsync("container", $"{name}-dr"));
        Assert.False(await DockerCommand.ExistsAsync("network", $"{name}-net"));
    }

    [GeneratedRegex(@"^\$ (\./try .+)\n((?:[^$`].*\n)+)", RegexOptions.Multiline)]
    private static partial Regex Tried();

    [GeneratedRegex("^PG(HOST|PORT|USER|DATABASE|PASSFILE)=")]
    private static partial Regex GivenVariable();
}
