using System.Net;
using Xunit;
using static DotIuCutter.Temporal.Tests.Docker.GuardSample;

namespace DotIuCutter.Temporal.Tests.Docker;

/// <summary>Only the exact objects of the scope are created, and nothing in them reaches beyond the run.</summary>
public sealed class GuardedCreationTests
{
    [Fact]
    public async Task Creates_the_container_of_the_scope()
    {
        var daemon = await PreparedAsync();
        Assert.Equal(HttpStatusCode.OK, await daemon.SendAsync("POST", "/containers/create?name=dr", Create()));
    }

    [Theory]
    [InlineData("HostConfig.Privileged", "true")]
    [InlineData("HostConfig.PidMode", "\"host\"")]
    [InlineData("HostConfig.IpcMode", "\"host\"")]
    [InlineData("HostConfig.UTSMode", "\"host\"")]
    [InlineData("HostConfig.UsernsMode", "\"host\"")]
    [InlineData("HostConfig.NetworkMode", "\"host\"")]
    [InlineData("HostConfig.NetworkMode", "\"bridge\"")]
    [InlineData("HostConfig.NetworkMode", "null")]
    [InlineData("HostConfig.RestartPolicy", "{\"Name\":\"always\"}")]
    [InlineData("HostConfig.RestartPolicy", "{\"Name\":\"unless-stopped\"}")]
    [InlineData("HostConfig.PortBindings", "{\"5432/tcp\":[{\"HostPort\":\"5432\"}]}")]
    [InlineData("HostConfig.PublishAllPorts", "true")]
    [InlineData("HostConfig.Binds", "[\"/:/host\"]")]
    [InlineData("HostConfig.Mounts", "[{\"Type\":\"bind\",\"Source\":\"/\",\"Target\":\"/host\"}]")]
    [InlineData("HostConfig.Mounts", "[{\"Type\":\"bind\",\"Source\":\"/wd/sock\",\"Target\":\"/sock\",\"BindOptions\":{\"Propagation\":\"shared\"}}]")]
    [InlineData("HostConfig.VolumesFrom", "[\"prod\"]")]
    [InlineData("HostConfig.Devices", "[{\"PathOnHost\":\"/dev/sda\"}]")]
    [InlineData("HostConfig.CapAdd", "[\"SYS_ADMIN\"]")]
    [InlineData("HostConfig.CapDrop", "[]")]
    [InlineData("HostConfig.SecurityOpt", "[\"no-new-privileges\",\"seccomp=unconfined\"]")]
    [InlineData("HostConfig.SecurityOpt", "null")]
    [InlineData("HostConfig.Memory", "0")]
    [InlineData("HostConfig.PidsLimit", "0")]
    [InlineData("HostConfig.privileged", "true")]
    [InlineData("HostConfig.ExtraHosts", "[\"prod:10.0.0.1\"]")]
    [InlineData("Image", "\"postgres:17\"")]
    [InlineData("Labels", "{}")]
    [InlineData("Labels", "{\"dryrun.nonce\":\"ffffffffffffffffffffffffffffffff\"}")]
    [InlineData("Env", "[\"POSTGRES_PASSWORD=x\"]")]
    [InlineData("Name", "\"other\"")]
    [InlineData("NetworkingConfig", "{\"EndpointsConfig\":{\"bridge\":{}}}")]
    public async Task Refuses_a_container_that_reaches_beyond_the_run(string member, string value)
    {
        var daemon = await PreparedAsync();
        await daemon.RefusesAsync("POST", "/containers/create?name=dr", Create(member, value));
    }

    [Fact]
    public async Task Refuses_a_container_of_another_name()
    {
        var daemon = await PreparedAsync();
        await daemon.RefusesAsync("POST", "/containers/create?name=other", Create());
        await daemon.RefusesAsync("POST", "/containers/create", Create());
    }

    [Theory]
    [InlineData("/networks/create", "{\"Name\":\"net\",\"Driver\":\"bridge\",\"Internal\":true,\"Labels\":{\"dryrun.nonce\":\"NONCE\"}}", true)]
    [InlineData("/networks/create", "{\"Name\":\"net\",\"Driver\":\"bridge\",\"Internal\":false,\"Labels\":{\"dryrun.nonce\":\"NONCE\"}}", false)]
    [InlineData("/networks/create", "{\"Name\":\"net\",\"Driver\":\"host\",\"Internal\":true,\"Labels\":{\"dryrun.nonce\":\"NONCE\"}}", false)]
    [InlineData("/networks/create", "{\"Name\":\"other\",\"Driver\":\"bridge\",\"Internal\":true,\"Labels\":{\"dryrun.nonce\":\"NONCE\"}}", false)]
    [InlineData("/networks/create", "{\"Name\":\"net\",\"Driver\":\"bridge\",\"Internal\":true}", false)]
    [InlineData("/networks/create", "{\"Name\":\"net\",\"Driver\":\"bridge\",\"Internal\":true,\"Options\":{\"com.docker.network.bridge.name\":\"docker0\"},\"Labels\":{\"dryrun.nonce\":\"NONCE\"}}", false)]
    [InlineData("/volumes/create", "{\"Name\":\"vol\",\"Labels\":{\"dryrun.nonce\":\"NONCE\"}}", true)]
    [InlineData("/volumes/create", "{\"Name\":\"other\",\"Labels\":{\"dryrun.nonce\":\"NONCE\"}}", false)]
    [InlineData("/volumes/create", "{\"Name\":\"vol\"}", false)]
    [InlineData("/volumes/create", "{\"Name\":\"vol\",\"DriverOpts\":{\"device\":\"/\",\"o\":\"bind\"},\"Labels\":{\"dryrun.nonce\":\"NONCE\"}}", false)]
    [InlineData("/volumes/create", "{\"Name\":\"vol\",\"DriverOpts\":{\"type\":\"tmpfs\",\"device\":\"tmpfs\",\"o\":\"size=512m,nodev,noexec,nosuid\"},\"Labels\":{\"dryrun.nonce\":\"NONCE\"}}", true)]
    [InlineData("/volumes/create", "{\"Name\":\"vol\",\"DriverOpts\":{\"type\":\"nfs\",\"device\":\"tmpfs\",\"o\":\"size=512m,nodev,noexec,nosuid\"},\"Labels\":{\"dryrun.nonce\":\"NONCE\"}}", false)]
    [InlineData("/volumes/create", "{\"Name\":\"vol\",\"DriverOpts\":{\"type\":\"tmpfs\",\"device\":\"tmpfs\",\"o\":\"size=512m,bind,nodev,noexec,nosuid\"},\"Labels\":{\"dryrun.nonce\":\"NONCE\"}}", false)]
    [InlineData("/volumes/create", "{\"Name\":\"vol\",\"DriverOpts\":{\"type\":\"tmpfs\",\"device\":\"tmpfs\"},\"Labels\":{\"dryrun.nonce\":\"NONCE\"}}", false)]
    [InlineData("/volumes/create", "{\"Name\":\"vol\",\"Name\":\"vol\",\"Labels\":{\"dryrun.nonce\":\"NONCE\"}}", false)]
    public async Task Creates_only_the_networks_and_volumes_of_the_scope(string path, string body, bool allowed)
    {
        var (daemon, json) = (new FakeDaemon(), body.Replace("NONCE", Nonce, StringComparison.Ordinal));
        if (allowed)
        {
            Assert.Equal(HttpStatusCode.OK, await daemon.SendAsync("POST", path, json));
        }
        else
        {
            await daemon.RefusesAsync("POST", path, json);
        }
    }
}
