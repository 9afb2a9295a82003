using Xunit;

namespace DotIuCutter.Temporal.Tests.Faults;

/// <summary>The witnesses see the whole engine, so nothing else may use it meanwhile.</summary>
[CollectionDefinition(nameof(FaultSession), DisableParallelization = true)]
public sealed class AloneOnTheEngine : ICollectionFixture<FaultSession>;
