using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Copy;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Journal.Entries;
using DotIuCutter.Temporal.Workflows.Contract.Journal;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Workflows.Journal;

/// <summary>What a journal's entries say together: the last capture and measurement of each kind, the last answer of each gate. Pure.</summary>
public sealed class JournalView(IReadOnlyList<JournalEntry> entries)
{
    public IReadOnlyList<JournalEntry> Entries => entries;

    public EngineCapture? Engine => LastCapture(c => c.Engine);

    public IReadOnlyList<ContainerCapture>? Protected => LastCapture(c => c.Protected);

    public CodeCapture? Code => LastCapture(c => c.Code);

    public CodeExport? Export => Last<CodeExported>()?.Export;

    public ProductionCapture? Production => LastCapture(c => c.Production);

    public InventoryCapture? Inventory => LastCapture(c => c.Inventory);

    public IReadOnlyList<ContainerCapture>? Watched => LastCapture(c => c.Watched);

    public ImagesCapture? Images => LastCapture(c => c.Images);

    public PolicyCapture? Policy => LastCapture(c => c.Policy);

    public string? DrSystemIdentifier => LastCopied(c => c.DrSystemIdentifier);

    public DumpRecord? Dump => LastCopied(c => c.Dump);

    public RetainedDump? Retained => LastCopied(c => c.Retained);

    public RestoreRecord? Restore => LastCopied(c => c.Restore);

    /// <summary>C-04 as it was read last.</summary>
    public DrCapture? Identities => Last<Identified>()?.Capture;

    public TornDown? TeardownEnd => Last<TornDown>();

    public Ended? ForwardEnd => Last<Ended>();

    /// <summary>What manifest.json compares with; absent before preflight has captured all of it.</summary>
    public Baseline? Baseline => Engine is { } engine && Protected is { } protectedNow && Code is { } code && Production is { } production
        ? new Baseline { Engine = engine, Protected = protectedNow, Code = code, Production = production }
        : null;

    /// <summary>True from manifest.json on until teardown has ended, and again from each reopening on.</summary>
    public bool IsOpen => entries.LastOrDefault(e => e is ManifestRecorded or TornDown or Reopened) is ManifestRecorded or Reopened;

    /// <summary>The last answer of each gate, of each scenario apart, in the order of these answers.</summary>
    public IReadOnlyList<GateResult> Gates
    {
        get
        {
            var answers = entries.OfType<GateJudged>().Select(e => e.Result).ToList();
            var last = answers.Select((gate, at) => (Key: (gate.Gate, gate.Scenario), at)).ToLookup(a => a.Key, a => a.at).Select(a => a.Max()).ToHashSet();
            return [.. answers.Where((_, at) => last.Contains(at))];
        }
    }

    /// <summary>The id under which an object was created or adopted last.</summary>
    public string? IdOf(ObjectKind kind, string name) => entries.OfType<Created>().LastOrDefault(e => e.Kind == kind && e.Name == name)?.Id;

    /// <summary>The last answer of a gate outside scenarios.</summary>
    public GateResult? Answer(Gate gate) => entries.OfType<GateJudged>().LastOrDefault(e => e.Result.Gate == gate)?.Result;

    public T? Last<T>()
        where T : JournalEntry => entries.OfType<T>().LastOrDefault();

    private T? LastCapture<T>(Func<Captured, T?> member)
        where T : class => entries.OfType<Captured>().Select(member).LastOrDefault(found => found is not null);

    private T? LastCopied<T>(Func<Copied, T?> member)
        where T : class => entries.OfType<Copied>().Select(member).LastOrDefault(found => found is not null);
}
