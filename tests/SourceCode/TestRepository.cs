using System.Diagnostics;
using DotIuCutter.Temporal.Activities.Closure;
using DotIuCutter.Temporal.Activities.Preflight;
using DotIuCutter.Temporal.Activities.SourceCode;
using DotIuCutter.Temporal.Tests.Host;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Plans;
using Xunit;

namespace DotIuCutter.Temporal.Tests.SourceCode;

/// <summary>A git repository of a test, made by git, with three files and a symbolic link in one commit; and the gates that read it.</summary>
internal sealed class TestRepository : IDisposable
{
    private readonly bool owns;

    /// <summary>With a host of its own.</summary>
    public TestRepository(bool empty = false)
        : this(new Scratch(), empty) => owns = true;

    /// <summary>On a test's host, once.</summary>
    public TestRepository(Scratch scratch, bool empty = false)
    {
        Scratch = scratch;
        if (Directory.Exists(At(".git")))
        {
            return;
        }

        Directory.CreateDirectory(Path);
        Git("init", "--quiet", "--initial-branch=main");
        if (empty)
        {
            return;
        }

        Write("a.py", "print()\n");
        Write("dir/b.sh", "#!/bin/sh\n");
        File.SetUnixFileMode(At("dir/b.sh"), (UnixFileMode)0b111_101_101);
        Write(".gitignore", "*.log\n");
        File.CreateSymbolicLink(At("link"), "a.py");
        Commit("one");
    }

    public Scratch Scratch { get; }

    public string Path => Scratch.At("code");

    public string Head => Git("rev-parse", "HEAD");

    /// <summary>What the attacks make when one of their programs runs.</summary>
    public string Marker => Scratch.At("ran");

    public Code Accepted => new() { Repository = Path, Commit = Head };

    public string At(string relative) => System.IO.Path.Join(Path, relative);

    public void Write(string relative, string content)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(At(relative))!);
        File.WriteAllText(At(relative), content);
    }

    public string Commit(string message)
    {
        Git("add", "--all");
        Git("commit", "--quiet", "--allow-empty", $"--message={message}");
        return Head;
    }

    public string Git(params string[] arguments) => GitWith(input: null, arguments);

    /// <summary>With standard input; answers standard output without its last line feed.</summary>
    public string GitWith(byte[]? input, params string[] arguments)
    {
        string[] all = ["-C", Path, "-c", "user.name=t", "-c", "user.email=t@example.org", .. arguments];
        using var git = Process.Start(new ProcessStartInfo("git", all) { RedirectStandardOutput = true, RedirectStandardInput = true })!;
        git.StandardInput.BaseStream.Write(input);
        git.StandardInput.Close();
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        Assert.True(git.ExitCode == 0, $"git {string.Join(' ', arguments)}: {git.ExitCode}");
        return output.TrimEnd('\n');
    }

    /// <summary>A program that leaves the marker, answers its input, and ends well.</summary>
    public string Program()
    {
        var path = Scratch.At("program");
        File.WriteAllText(path, $"#!/bin/sh\ntouch {Marker}\ncat\n");
        File.SetUnixFileMode(path, (UnixFileMode)0b111_101_101);
        return path;
    }

    public Task<CodeCapture> CaptureAsync() => new PreflightSteps(Scratch.Host, null!, null!).CaptureCodeAsync(new Code { Repository = Path, Commit = "x" });

    public Task<GateResult> G06Async(CodeCapture captured, string? commit = null) =>
        new PreflightSteps(Scratch.Host, null!, null!).CheckCodeAsync(
            new CodeCheck { Code = new Code { Repository = Path, Commit = commit ?? captured.Commit }, Captured = captured });

    /// <summary>C-02, then G-06 of it.</summary>
    public async Task<GateResult> G06Async(string commit) => await G06Async(await CaptureAsync(), commit);

    public Task<GateResult> G26Async(CodeCapture captured) =>
        new ClosureSteps(Scratch.Host, null!, Scratch.Evidence).CheckCodeAsync(
            new CodeCheck { Code = new Code { Repository = Path, Commit = captured.Commit }, Captured = captured });

    public void Dispose()
    {
        if (owns)
        {
            Scratch.Dispose();
        }
    }
}
