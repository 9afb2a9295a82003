using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.ExceptionServices;
using DotIuCutter.Temporal.Activities.Provision.Identity;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Gates;

namespace DotIuCutter.Temporal.Tests.Simulation.Edges;

/// <summary>Steps whose gates are found red while that is wanted; all else they do as they are.</summary>
[SuppressMessage("Performance", "CA1852", Justification = "A proxy is a class derived from it.")]
internal class RedGates<T> : DispatchProxy
    where T : class
{
    private T steps = null!;
    private Func<bool> wanted = null!;

    public static T Around(T steps, Func<bool> wanted)
    {
        var proxy = Create<T, RedGates<T>>();
        var self = (RedGates<T>)(object)proxy;
        (self.steps, self.wanted) = (steps, wanted);
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        try
        {
            var answer = targetMethod!.Invoke(steps, args);
            return wanted() ? Reddened(answer) : answer;
        }
        catch (TargetInvocationException e) when (e.InnerException is { } inner)
        {
            ExceptionDispatchInfo.Throw(inner);
            throw;
        }
    }

    private static object? Reddened(object? answer) => answer switch
    {
        Task<GateResult> gate => Task.FromResult(Red(gate.Result)),
        Task<(GateResult Gate, EngineCapture Engine)> engine => Task.FromResult((Red(engine.Result.Gate), engine.Result.Engine)),
        Task<(GateResult Gate, PolicyCapture? Policy)> policy => Task.FromResult((Red(policy.Result.Gate), policy.Result.Policy)),
        Task<(GateResult Gate, ImagesCapture Images)> images => Task.FromResult((Red(images.Result.Gate), images.Result.Images)),
        Task<IdentityVerdict> identity => Task.FromResult(identity.Result with { Gate = Red(identity.Result.Gate) }),
        _ => answer,
    };

    private static GateResult Red(GateResult gate) => GateResult.Red(gate.Gate, gate.Subject, gate.Expected, "planted red", "take the plant away");
}
