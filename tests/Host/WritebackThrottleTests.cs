using CsCheck;
using DotIuCutter.Temporal.Activities.Files;
using Microsoft.Win32.SafeHandles;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Host;

public sealed class WritebackThrottleTests
{
    /// <summary>A worker of 150 MiB was killed in the middle of a dump of 476 MB: 37 MiB of it were on their way to the disk.</summary>
    [Fact]
    public void No_more_than_a_window_is_on_its_way_to_the_device_and_no_byte_before_it_is_left_out() => Gen.Int[1, 8 << 20].Array[0, 60].Sample(writes =>
    {
        var pace = new Recorded();
        long end = 0;
        foreach (var bytes in writes)
        {
            end += bytes;
            pace.Advance(end);
            Assert.InRange(end - pace.OnDevice, 0, WritebackThrottle.Window - 1);
        }
    });

    private sealed class Recorded() : WritebackThrottle(new SafeFileHandle(), "none")
    {
        public long OnDevice { get; private set; }

        protected override void WriteOut(long offset, long length)
        {
            Assert.Equal(OnDevice, offset);
            OnDevice += length;
        }
    }
}
