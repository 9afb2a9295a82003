namespace DotIuCutter.Temporal.Tests.EndToEnd;

/// <summary>An image whose data directory is a base backup of a production: Docker fills a new volume from it.</summary>
internal static class PhysicalCopy
{
    /// <param name="world">Whose directory and names are used.</param>
    /// <param name="production">The container that is backed up.</param>
    /// <param name="name">Of the image, beside others of the world.</param>
    /// <param name="files">Empty files of the data directory, such as <c>standby.signal</c>.</param>
    /// <returns>The image's name.</returns>
    public static async Task<string> ImageAsync(TestWorld world, string production, string name, params IReadOnlyList<string> files)
    {
        var directory = $"{world.Root}/{name}";
        Directory.CreateDirectory(directory);
        await Shell.RunAsync("docker", "exec", "--user", "postgres", production, "pg_basebackup", "--pgdata=/tmp/copy", "--checkpoint=fast", "--wal-method=stream");
        await Shell.RunAsync("docker", "cp", $"{production}:/tmp/copy", $"{directory}/data");
        await Shell.RunAsync("docker", "exec", production, "rm", "-r", "/tmp/copy");
        foreach (var file in files)
        {
            await File.WriteAllTextAsync($"{directory}/data/{file}", "");
        }

        await File.WriteAllTextAsync($"{directory}/Dockerfile", "FROM postgres:17\nCOPY --chown=postgres:postgres data /var/lib/postgresql/data\nRUN chmod 700 /var/lib/postgresql/data\n");
        var image = $"{world.Prefix}-{name}:1";
        var (code, output, error) = await Shell.TryAsync("docker", ["build", "--quiet", "--tag", image, directory], new Dictionary<string, string> { ["DOCKER_BUILDKIT"] = "0" });
        return code == 0 ? image : throw new InvalidOperationException(output + error);
    }
}
