using Temporalio.Api.Enums.V1;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Worker.Hosting;

/// <summary>An attempt that only says that it is too early, in Temporal's own word for it: no fault, in no log and no metric.</summary>
internal static class BenignFailure
{
    public static bool Is(Exception outcome) => outcome is ApplicationFailureException { Category: ApplicationErrorCategory.Benign };
}
