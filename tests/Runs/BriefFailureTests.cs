using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Runtime;
using Google.Protobuf;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Tests.Runs;

public sealed class BriefFailureTests
{
    /// <summary>Of a longer one Temporal shows nothing but that it is too long.</summary>
    private const int TemporalsLimit = 4096;

    [Fact]
    public void A_failure_fits_where_Temporal_shows_it_however_long_its_stack_and_causes_are()
    {
        var failure = DryRunConverter.Instance.FailureConverter.ToFailure(Deep(40), DryRunConverter.Instance.PayloadConverter);
        Assert.StartsWith("Docker at unix:///run/x did not answer", failure.Message, StringComparison.Ordinal);
        Assert.InRange(failure.CalculateSize(), 1, TemporalsLimit);
        Assert.NotNull(failure.Cause);
    }

    [Fact]
    public void Type_and_details_stay_with_it()
    {
        var thrown = new ApplicationFailureException("left", FailureTypes.Residual, details: ["what is left"]);
        var failure = DryRunConverter.Instance.FailureConverter.ToFailure(thrown, DryRunConverter.Instance.PayloadConverter);
        var back = Assert.IsType<ApplicationFailureException>(DryRunConverter.Instance.FailureConverter.ToException(failure, DryRunConverter.Instance.PayloadConverter));
        Assert.Equal((FailureTypes.Residual, "what is left"), (back.ErrorType, back.Details.ElementAt<string>(0)));
    }

    /// <summary>Thrown and caught through many frames, each wrapped in another.</summary>
    private static Exception Deep(int levels)
    {
        try
        {
            throw levels == 0
                ? new IOException(new string('x', 3000))
                : new InvalidOperationException($"Docker at unix:///run/x did not answer: {new string('y', 2000)}", Deep(levels - 1));
        }
        catch (Exception e)
        {
            return e;
        }
    }
}
