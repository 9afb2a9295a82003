using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Workflows.Contract.Ledgers;

/// <summary>The one command that would remove an object, for people; the product never runs it.</summary>
public static class RemovalCommand
{
    public static string For(ObjectKind kind, string name, string? id) => kind switch
    {
        ObjectKind.Container => $"docker rm -f -v {id ?? name}",
        ObjectKind.Volume => $"docker volume rm {name}",
        ObjectKind.Network => $"docker network rm {id ?? name}",
        ObjectKind.SecretFile => $"shred -u {name}",
        ObjectKind.Path => $"rm -r {name}",
        ObjectKind.Assertion => "dryrun retry RUN",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "not a kind of object"),
    };
}
