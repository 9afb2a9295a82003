using Temporalio.Api.Failure.V1;
using Temporalio.Converters;

namespace DotIuCutter.Temporal.Workflows.Runtime;

/// <summary>
/// Temporal keeps at most 4 KiB of a pending activity's failure, and of a longer one only the words "Failure exceeds size limit": an operator would not
/// see why a step is tried again. So a failure keeps its sentence, the top of its stack, and the first sentence of each cause.
/// </summary>
/// <param name="encoded">
/// Puts message and stack trace into a payload, which a codec encodes; else they are the one thing of a failure that stays plain. Done here for each
/// cause too: the SDK's own leaves those of a failure that is thrown on as they are.
/// </param>
public sealed class BriefFailureConverter(bool encoded = false) : IFailureConverter
{
    private const string Encoded = "Encoded failure";

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

        for (var one = encoded ? failure : null; one is not null; one = one.Cause)
        {
            Encode(one, payloadConverter);
        }

        return failure;
    }

    /// <summary>In the SDK's form, which it reads back whatever its settings are.</summary>
    private static void Encode(Failure failure, IPayloadConverter payloadConverter)
    {
        failure.EncodedAttributes = payloadConverter.ToPayload(new Dictionary<string, string> { ["message"] = failure.Message, ["stack_trace"] = failure.StackTrace });
        failure.Message = Encoded;
        failure.StackTrace = string.Empty;
    }

    private static string Cut(string text, int longest) => text.Length > longest ? $"{text[..longest]}…" : text;
}
