using System.Text.Json;
using DotIuCutter.Temporal.Workflows.Contract;

namespace DotIuCutter.Temporal.Tests.Faults;

/// <summary>results.ndjson, one run a line as it ends, and the table made of it.</summary>
internal sealed class FaultResults
{
    private readonly string folder;
    private readonly Lock gate = new();
    private readonly List<FaultRecord> records = [];

    public FaultResults(string folder, bool resume)
    {
        this.folder = folder;
        Directory.CreateDirectory(folder);
        if (resume && File.Exists(Lines))
        {
            records.AddRange(File.ReadLines(Lines).Select(l => JsonSerializer.Deserialize<FaultRecord>(l, Json.Options)).OfType<FaultRecord>());
        }
        else
        {
            File.Delete(Lines);
            foreach (var failed in Directory.EnumerateDirectories(Directory.CreateDirectory(Path.Join(folder, "failed")).FullName))
            {
                Directory.Delete(failed, recursive: true);
            }
        }
    }

    private string Lines => Path.Join(folder, "results.ndjson");

    /// <summary>An earlier, passed run of the same kind and seed.</summary>
    public FaultRecord? Passed(string kind, int seed)
    {
        lock (gate)
        {
            return records.LastOrDefault(r => r.Kind == kind && r.Seed == seed && r.Passed);
        }
    }

    public void Add(FaultRecord record)
    {
        lock (gate)
        {
            records.Add(record);
            File.AppendAllText(Lines, JsonSerializer.Serialize(record, Json.Options) + "\n");
        }
    }

    public async Task WriteTableAsync()
    {
        if (records.Count > 0)
        {
            await File.WriteAllTextAsync(Path.Join(folder, "table.txt"), FaultTable.Of(records));
        }
    }
}
