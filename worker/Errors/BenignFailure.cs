using Temporalio.Api.Enums.V1;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Worker.Errors;

/// <summary>Recognises an attempt that only came too early, which Temporal calls benign. It is no fault and appears in no log or metric.</summary>
internal static class BenignFailure
{
    public static bool Is(Exception outcome) => outcome is ApplicationFailureException { Category: ApplicationErrorCategory.Benign };
}
