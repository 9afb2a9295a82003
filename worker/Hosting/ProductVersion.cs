using System.Reflection;
using Temporalio.Common;

namespace DotIuCutter.Temporal.Worker.Hosting;

/// <summary>The version that Temporal's histories record, so that a reader knows which release did a step.</summary>
internal static class ProductVersion
{
    /// <summary>The release, without the source revision after the plus sign.</summary>
    public static WorkerDeploymentVersion Release { get; } = new(
        "dryrun", (typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0").Split('+')[0]);
}
