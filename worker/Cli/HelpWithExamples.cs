using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace DotIuCutter.Temporal.Worker.Cli;

/// <summary>Writes the help of System.CommandLine, then the command's examples.</summary>
internal sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public static void AddTo(RootCommand root)
    {
        var option = root.Options.OfType<HelpOption>().Single();
        option.Action = new HelpWithExamples((HelpAction)option.Action!);
    }

    public override int Invoke(ParseResult parseResult)
    {
        var code = help.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        var examples = Examples.For(parseResult.CommandResult.Command.Name);
        if (examples.Count > 0)
        {
            output.WriteLine("Examples:");
            foreach (var (line, why) in examples)
            {
                output.WriteLine($"  {line}");
                output.WriteLine($"      {why}");
            }

            output.WriteLine();
        }

        return code;
    }
}
