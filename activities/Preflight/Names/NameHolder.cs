using DotIuCutter.Temporal.Activities.Docker.Ownership;
using DotIuCutter.Temporal.Workflows.Contract.Gates;

namespace DotIuCutter.Temporal.Activities.Preflight.Names;

/// <summary>Somebody who has a name the run needs: an object of Docker, or an open run.</summary>
internal sealed record NameHolder(string Subject, string Found, string Remedy)
{
    /// <summary>G-04.</summary>
    public static GateResult Judge(NamesRequest request, IReadOnlyList<NameHolder> holders)
    {
        string[] names = [request.Objects.Network, request.Objects.Volume, request.Objects.DrContainer, request.Objects.HarnessContainer];
        var subject = string.Join(", ", names.Select(n => $"'{n}'"));
        const string Expected = "every exact name is free, and no open run has one of them or of the directories";
        return holders.Count == 0
            ? GateResult.Green(Gate.NamesFree, subject, Expected, "all free")
            : GateResult.Red(Gate.NamesFree, subject, Expected, $"{string.Join("; ", holders.Select(h => h.Found))}; left alone",
                string.Join(' ', holders.Select(h => h.Remedy).Distinct()), [.. holders.Select(h => new Difference(h.Subject, "free", h.Found))]);
    }
}
