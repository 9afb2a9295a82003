# shellcheck shell=bash
# Sourced after lib.sh by the scripts that measure dry runs of the example: its world and a worker of the code as it stands, both gone when the script ends.

# shellcheck disable=SC2154 # root and state are lib.sh's
readonly example=$root/examples/dot-iu-cutter demo=${DRYRUN_DEMO_ROOT:-/var/lib/dot-iu-cutter-demo} published=$state/bench/publish production=incomex-postgres
worker='' world=no

# What a worker may have, in MiB, whatever it copies: all that a container of this size would be charged with. One that needs more is killed, and with it the measurement.
readonly worker_memory=150
if [[ -f /sys/fs/cgroup/cgroup.controllers ]]; then
  readonly worker_group=/sys/fs/cgroup/dryrun-measured worker_limit=memory.max
else
  readonly worker_group=/sys/fs/cgroup/memory/dryrun-measured worker_limit=memory.limit_in_bytes
fi

# start_worker LOG: it is started, and may not be ready yet.
start_worker() {
  mkdir -p "$worker_group"
  echo "${worker_memory}M" >"$worker_group/$worker_limit"
  { echo "$BASHPID" >"$worker_group/cgroup.procs"; exec "$published/dryrun" worker; } >>"$1" 2>&1 & worker=$!
}

# ready_worker LOG: the same, and ready. The log is begun anew.
ready_worker() {
  : >"$1"
  start_worker "$1"
  until_true 60 "the worker" grep -q 'Worker ready' "$1"
}

stop_worker() {
  if [[ -n $worker ]]; then kill -TERM "$worker" 2>/dev/null || true; wait "$worker" || true; worker=''; fi
}

# What a measured run stands on, but for the world.
prepare() {
  "$root/eng/engine"
  "$root/eng/images"
  "$root/eng/temporal"
  dotnet publish "$root/worker" --configuration Release --output "$published" --nologo --verbosity quiet -tl:off >&2
  export TEMPORAL_ADDRESS=127.0.0.1:${TEMPORAL_PORT:-7233} DRYRUN_DOCKER=${DRYRUN_DOCKER:-unix:///var/run/docker.sock} DRYRUN_PLANS=$demo/plans
  export DRYRUN_WORK_ROOT=$demo/wd-root DRYRUN_EVIDENCE=$demo/evidence DRYRUN_SECRETS=$demo/secrets DRYRUN_KEYS=$demo/keys
}

# new_world ROWS: the example's, in place of the one that is there. What was just filled is vacuumed by PostgreSQL itself, for minutes and beside what is measured, unless it is done before.
new_world() {
  "$example/down" >&2
  world=up
  DRYRUN_DEMO_ROWS=$1 "$example/up" >&2
  docker exec "$production" vacuumdb --quiet --analyze --username=postgres directus
}

# shellcheck disable=SC2317 # called by the trap
end_measuring() {
  stop_worker
  if [[ -d $worker_group ]]; then rmdir "$worker_group"; fi
  if [[ $world == up ]]; then "$example/down" >&2; fi
}
trap end_measuring EXIT
