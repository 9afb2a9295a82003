using DotIuCutter.Temporal.Activities.Postgres.Dump;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Provision;

public sealed class PaceTests
{
    [Theory]
    [InlineData(64_000_000, 4, 88_000_000, "dumped 64 MB of about 88 MB, 16 MB/s, about 2 s left")]
    [InlineData(64_000_000, 4, 0, "dumped 64 MB, 16 MB/s")]
    [InlineData(90_000_000, 4, 88_000_000, "dumped 90 MB, 23 MB/s")]
    [InlineData(0, 0.5, 88_000_000, "dumped 0 MB of about 88 MB")]
    [InlineData(12_500_000_000, 100, 60_000_000_000, "dumped 12.5 GB of about 60.0 GB, 125 MB/s, about 380 s left")]
    public void Says_bytes_rate_and_what_is_left_where_it_is_known(long bytes, double seconds, long about, string words) =>
        Assert.Equal(words, Pace.Describe("dumped", bytes, TimeSpan.FromSeconds(seconds), about));
}
