using Temporalio.Api.Failure.V1;
using Temporalio.Converters;

namespace DotIuCutter.Temporal.Workflows;

/// <summary>
/// Temporal keeps at most 4 KiB of a pending activity's failure, and of a longer one only the words "Failure exceeds size limit": an operator would not
/// see why a step is tried again. So a failure keeps its sentence, the top of its stack, and the first sentence of each cause.
/// </summary>
public sealed class BriefFailureConverter : IFailureConverter
{
    private const int LongestMessage = 1200;
    private const int LongestStack = 600;
    private const int LongestCause = 300;
    private const int MostCauses = 2;
    private readonly DefaultFailureConverter full = new();

    public Exception ToException(Failure failure, IPayloadConverter payloadConverter) => full.ToException(failure, payloadConverter);

    public Failure ToFailure(Exception exception, IPayloadConverter payloadConverter)
    {
        var failure = full.ToFailure(exception, payloadConverter);
        failure.Message = Cut(failure.Message, LongestMessage);
        failure.StackTrace = Cut(failure.StackTrace, LongestStack);
        var last = failure;
        for (var causes = 0; last.Cause is { } cause; causes++)
        {
            if (causes == MostCauses)
            {
                last.Cause = null;
                break;
            }

            cause.Message = Cut(cause.Message, LongestCause);
            cause.StackTrace = string.Empty;
            last = cause;
        }

        return failure;
    }

    private static string Cut(string text, int longest) => text.Length > longest ? $"{text[..longest]}…" : text;
}
