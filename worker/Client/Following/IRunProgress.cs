namespace DotIuCutter.Temporal.Worker.Client.Following;

/// <summary>Shows the progress of a followed run. The command line implements it for terminals, logs and programs.</summary>
internal interface IRunProgress
{
    /// <summary>Follows a run inside the display, then shows its result.</summary>
    Task<FollowResult> RunAsync(Func<Task<FollowResult>> follow);

    void Show(Observation observation);

    /// <summary>Shows one sentence that is not part of the run's status.</summary>
    void Say(string sentence);
}
