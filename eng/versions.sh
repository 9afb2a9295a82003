# The versions of Temporal's programs, and the checksums of their official archives. Source it; it does nothing by itself.
# temporal-dev.yml has to name its image itself, and pages name versions for their readers: tests/VersionsTests.cs holds them equal to this.
# shellcheck shell=bash
# shellcheck disable=SC2034 # used by the scripts that source this file

# What everything runs on unless it says otherwise; the CLI has a server of its own in it, 1.32.0.
declare -rA current=([temporal]=1.9.1 [temporal-server]=1.32.1 [temporal-sql-tool]=1.32.1 [tctl]=1.18.0)

# The oldest that is supported; the CLI's server is 1.29.1.
declare -rA oldest=([temporal]=1.5.1 [temporal-server]=1.29.1 [temporal-sql-tool]=1.29.1 [tctl]=1.18.0)

# sha256 of the release archives, as in each release's checksums.txt. An archive without a line here is not downloaded.
# Still without one: temporal_cli_1.9.1_linux_arm64, and both architectures of temporal_1.32.1 and temporal_1.29.1.
declare -rA checksums=(
  [temporal_cli_1.9.1_linux_amd64.tar.gz]=09a0326a51db84d02735e53542b9ebd8c4758daf47482a9ab0abce15844e60d5
  [temporal_cli_1.5.1_linux_amd64.tar.gz]=ddc95e08b0b076efd4ea9733a3f488eb7d2be875f8834e616cd2a37358b4852d
  [temporal_cli_1.5.1_linux_arm64.tar.gz]=bd1b0db9f18b051026de8bf6cc1505f2510f14bbb7a8b9a4a91fff46c77454f5
  [tctl_1.18.0_linux_amd64.tar.gz]=bba8347624e018105a041f82fa1905ffec3c1e2c427c1789f4ef9928a585ade6
  [tctl_1.18.0_linux_arm64.tar.gz]=90a9700abc0c01e2ae2d6e4924cb3e570a8158c58e9a801cb9c8c430cd3741c5
)

# Prints the version that a program of Temporal tells of itself. version_of PATH
version_of() {
  "$1" --version 2>/dev/null | sed -nE 's/.* version v?([0-9]+\.[0-9]+\.[0-9]+).*/\1/p' | head -n 1
}
