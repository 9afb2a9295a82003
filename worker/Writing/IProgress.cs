using DotIuCutter.Temporal.Worker.Following;

namespace DotIuCutter.Temporal.Worker.Writing;

/// <summary>Shows a run to whoever looks at it.</summary>
internal interface IProgress
{
    /// <summary>Runs the following inside the display, then writes how it ended.</summary>
    Task<Ending> WrapAsync(Func<Task<Ending>> follow);

    void Show(Observation observation);

    /// <summary>One sentence that is not part of the run's status.</summary>
    void Say(string sentence);
}
