namespace DotIuCutter.Temporal.Activities.Codec;

/// <summary>A payload that cannot be decoded here, in words an operator can act on.</summary>
public sealed class UnreadablePayloadException(string message) : Exception(message);
