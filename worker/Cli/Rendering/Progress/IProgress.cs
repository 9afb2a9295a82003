using DotIuCutter.Temporal.Worker.Client.Following;

namespace DotIuCutter.Temporal.Worker.Cli.Rendering.Progress;

/// <summary>Shows a run to whoever looks at it.</summary>
internal interface IProgress
{
    /// <summary>Runs the following inside the display, then writes how it ended.</summary>
    Task<FollowResult> WrapAsync(Func<Task<FollowResult>> follow);

    void Show(Observation observation);

    /// <summary>One sentence that is not part of the run's status.</summary>
    void Say(string sentence);
}
