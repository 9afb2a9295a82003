namespace DotIuCutter.Temporal.Tests.Simulation.Server;

/// <summary>What Temporal would retry for ever: an unexpected exception of workflow code, or a replay that took another way.</summary>
internal sealed class WorkflowTaskFailedException(string message) : Exception(message);
