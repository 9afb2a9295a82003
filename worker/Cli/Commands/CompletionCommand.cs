using System.CommandLine;
using DotIuCutter.Temporal.Worker.Cli.Invocation;

namespace DotIuCutter.Temporal.Worker.Cli.Commands;

/// <summary>Prints a script for a shell to complete `dryrun`. The script asks the command what may follow, by its directive <c>[suggest:POSITION]</c>.</summary>
internal sealed class CompletionCommand(CliContext context)
{
    private const string Bash =
        """
        # For this shell: source <(dryrun completion bash). For all: the same in ~/.bashrc.
        _dryrun() {
          COMPREPLY=($(compgen -W "$(dryrun "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -o default -F _dryrun dryrun
        """;

    private const string Zsh =
        """
        # For this shell: source <(dryrun completion zsh). For all: the same in ~/.zshrc, after compinit.
        _dryrun() {
          local -a found
          found=("${(@f)$(dryrun "[suggest:$CURSOR]" "$BUFFER" 2>/dev/null)}")
          compadd -- $found
          _files
        }
        compdef _dryrun dryrun
        """;

    private const string Fish =
        """
        # For all shells: dryrun completion fish > ~/.config/fish/completions/dryrun.fish
        complete --command dryrun --arguments '(dryrun "[suggest:"(commandline --cursor)"]" (commandline --current-process) 2>/dev/null)'
        """;

    private readonly Argument<string> shell = new("SHELL") { Description = "bash, zsh or fish" };

    public Command Build()
    {
        var command = new Command("completion", "Prints a script that makes a shell complete this command") { shell };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish");
        command.SetAction(async parsed => await context.Out.WriteLineAsync(parsed.GetRequiredValue(shell) switch
        {
            "bash" => Bash,
            "zsh" => Zsh,
            _ => Fish,
        }));
        return command;
    }
}
