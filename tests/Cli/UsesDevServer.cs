using Xunit;

namespace DotIuCutter.Temporal.Tests.Cli;

[CollectionDefinition(nameof(DevServer))]
public sealed class UsesDevServer : ICollectionFixture<DevServer>;
