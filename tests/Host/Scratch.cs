using DotIuCutter.Temporal.Activities.Evidence;
using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Activities.Secrets;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Plans;

namespace DotIuCutter.Temporal.Tests.Host;

/// <summary>A worker's host of its own, on disk and on tmpfs, gone after the test.</summary>
internal sealed class Scratch : IDisposable
{
    private readonly string tmpfs = Path.Join("/dev/shm", $"host-test-{Guid.NewGuid():N}");

    public Scratch()
    {
        Root = Directory.CreateTempSubdirectory("host-test-").FullName;
        foreach (var name in new[] { "plans", "work", "evidence", "secrets", "keys", "retained" })
        {
            Directory.CreateDirectory(Path.Join(Root, name));
        }

        Directory.CreateDirectory(tmpfs);
        Host = new HostOptions
        {
            DockerEndpoint = new Uri("unix:///var/run/docker.sock"),
            Plans = At("plans"),
            WorkRoot = At("work"),
            Evidence = At("evidence"),
            Secrets = At("secrets"),
            Keys = At("keys"),
        };
        WorkDirectory = new WorkDirectory { Path = At("work/wd"), Secrets = Path.Join(tmpfs, "secrets") };
    }

    public string Root { get; }

    public HostOptions Host { get; }

    public WorkDirectory WorkDirectory { get; }

    public RunRef Run { get; } = new() { WorkflowId = "dryrun-demo", Plan = "demo", Nonce = "0123456789abcdef0123456789abcdef" };

    public RunPaths Paths => RunPaths.For(WorkDirectory);

    public EvidenceStore Evidence => new(Host, new Redactor(Host));

    public string At(string relative) => Path.Join(Root, relative);

    public string Named(string directory, string name, byte[] content)
    {
        var path = At($"{directory}/{name}");
        File.WriteAllBytes(path, content);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return path;
    }

    public void Dispose()
    {
        Directory.Delete(Root, recursive: true);
        Directory.Delete(tmpfs, recursive: true);
    }
}
