using System.CommandLine;
using DotIuCutter.Temporal.Worker.Cli.Invocation;

namespace DotIuCutter.Temporal.Worker.Cli.Commands.Policies;

/// <summary>What a host permits: to begin one, and to look at one.</summary>
internal sealed class PolicyCommand(CliContext context)
{
    public Command Build() => new("policy", "Prints the least policy for a plan, or checks a policy and a plan against it; changes nothing")
    {
        new PolicySuggestCommand(context).Build(),
        new PolicyCheckCommand(context).Build(),
    };
}
