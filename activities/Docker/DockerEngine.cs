namespace DotIuCutter.Temporal.Activities.Docker;

/// <summary>One Docker engine.</summary>
internal sealed class DockerEngine;
