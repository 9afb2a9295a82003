namespace DotIuCutter.Temporal.Tests.Mutations;

/// <summary>A record of the list does not fit the sources any more. The message says what was not found.</summary>
internal sealed class MutationException(string message) : Exception(message);
