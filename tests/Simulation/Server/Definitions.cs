using System.Collections.Concurrent;
using Temporalio.Workflows;

namespace DotIuCutter.Temporal.Tests.Simulation.Server;

/// <summary>The SDK's view of a workflow class, read once a process.</summary>
internal static class Definitions
{
    private static readonly ConcurrentDictionary<Type, WorkflowDefinition> Known = new();

    public static WorkflowDefinition Of(Type workflow) => Known.GetOrAdd(workflow, WorkflowDefinition.Create);
}
