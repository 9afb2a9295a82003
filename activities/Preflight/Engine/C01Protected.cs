using DotIuCutter.Temporal.Activities.Docker;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Contract.Captures;

namespace DotIuCutter.Temporal.Activities.Preflight.Engine;

/// <summary>C-01: the protected containers. One that does not exist is absent from the answer.</summary>
internal sealed class C01Protected(DockerEngine docker)
{
    public async Task<IReadOnlyList<ContainerCapture>> CaptureAsync(IReadOnlyList<string> names)
    {
        var containers = new List<ContainerCapture>();
        foreach (var name in names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            if (await docker.FindAsync(name, CurrentActivity.Cancel) is { } container)
            {
                containers.Add(container);
            }
        }

        return containers;
    }
}
