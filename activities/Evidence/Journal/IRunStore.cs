using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Activities.Evidence.Journal;

/// <summary>
/// The runs this host knows, each by its key. A message names a run and nothing more; what the run is, owns and found is read here.
/// </summary>
internal interface IRunStore
{
    /// <summary>Makes a run known. A second attempt finds what the first one wrote.</summary>
    Task<RecordedRun> AcceptAsync(Manifest manifest, CancellationToken cancel);

    /// <exception cref="ApplicationFailureException">
    /// Of type <see cref="FailureTypes.UnknownRun"/>: this host has no such run, or its files are not as the run's activities left them. Nothing was touched.
    /// </exception>
    Task<RecordedRun> OpenAsync(string key, CancellationToken cancel);
}
