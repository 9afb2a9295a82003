using System.Globalization;
using System.Text;

namespace DotIuCutter.Temporal.Worker.Hosting;

/// <summary>
/// Which activities a worker is doing, in a file that it keeps locked as long as it lives: what a killed one leaves behind, another hands back to Temporal at
/// once. The file is no more than that: without it, the missing heartbeat says the same a little later.
/// </summary>
internal sealed class InFlight : IDisposable
{
    private const string Prefix = ".in-flight.";
    private readonly Lock gate = new();
    private readonly FileStream file;
    private readonly HashSet<long> open = [];
    private long last;

    private InFlight(FileStream file) => this.file = file;

    /// <summary>One file a worker, in its evidence directory.</summary>
    public static InFlight Begin(string directory) => new(new FileStream(
        Path.Join(directory, $"{Prefix}{Guid.NewGuid():N}"),
        new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            BufferSize = 0,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        }));

    /// <summary>What killed workers were doing; each file is handed to <paramref name="take"/> once, and removed after it.</summary>
    public static async Task TakeOverAsync(string directory, Func<IReadOnlyList<Undone>, Task> take)
    {
        foreach (var path in Directory.EnumerateFiles(directory, $"{Prefix}*"))
        {
            await using var left = Unlocked(path);
            if (left is null)
            {
                continue;
            }

            using var reader = new StreamReader(left, Encoding.ASCII);
            await take(Read(await reader.ReadToEndAsync()));
            File.Delete(path);
        }
    }

    /// <summary>Noted before the first thing is done; disposing says that all is done.</summary>
    public IDisposable Do(Undone activity)
    {
        lock (gate)
        {
            var number = ++last;
            open.Add(number);
            Write(Line(number, activity));
            return new Done(this, number);
        }
    }

    public void Dispose()
    {
        // Its lock goes with it, so the name goes first.
        File.Delete(file.Name);
        file.Dispose();
    }

    internal static string Line(long number, Undone activity) => string.Create(
        CultureInfo.InvariantCulture, $"+ {number} {Encode(activity.WorkflowId)} {Convert.ToBase64String(activity.TaskToken)}\n");

    /// <summary>Nothing of a file that is not a worker's, and nothing of a last line that was cut off: heartbeats will say it.</summary>
    internal static IReadOnlyList<Undone> Read(string text)
    {
        Dictionary<string, Undone> undone = [];
        try
        {
            foreach (var line in text.Split('\n')[..^1])
            {
                switch (line.Split(' '))
                {
                    case ["+", var number, var workflow, var token]:
                        undone[number] = new Undone(Decode(workflow), Convert.FromBase64String(token));
                        break;
                    case ["-", var number]:
                        undone.Remove(number);
                        break;
                    default:
                        return [];
                }
            }
        }
        catch (FormatException)
        {
            return [];
        }

        return [.. undone.Values];
    }

    private static string Encode(string id) => Convert.ToBase64String(Encoding.UTF8.GetBytes(id));

    private static string Decode(string id) => Encoding.UTF8.GetString(Convert.FromBase64String(id));

    /// <summary>Null where a living worker has it.</summary>
    private static FileStream? Unlocked(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private void End(long number)
    {
        lock (gate)
        {
            if (!open.Remove(number))
            {
                return;
            }

            if (open.Count == 0)
            {
                file.SetLength(0);
                file.Position = 0;
            }
            else
            {
                Write(string.Create(CultureInfo.InvariantCulture, $"- {number}\n"));
            }
        }
    }

    private void Write(string line) => file.Write(Encoding.ASCII.GetBytes(line));

    private sealed class Done(InFlight owner, long number) : IDisposable
    {
        public void Dispose() => owner.End(number);
    }
}

/// <summary>An activity that was begun.</summary>
/// <param name="WorkflowId">Whose step it is.</param>
/// <param name="TaskToken">Temporal's name for the attempt.</param>
internal sealed record Undone(string WorkflowId, byte[] TaskToken);
