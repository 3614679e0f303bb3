# shellcheck shell=sh
# Sourced by bin/opensessions when the plugin was read (again): after an update the daemon that still runs makes room for
# the new build, and the sidebars stay.

# shellcheck source=libexec/prepare.sh
. "$root/libexec/prepare.sh"

update() {
  daemon_listens || return 0
  # Who is told when it can't be built.
  asking_client=$(tmux display-message -p '#{client_name}' 2>/dev/null)
  prepare
  while read -r key hash; do
    [ "$key" = '"sourceHash":' ] && present=$hash
  done <"$root/dist/build.json"
  running=$(tmux show-options -gqv @opensessions-build)
  [ -n "$running" ] && [ "$running" != "${present:-}" ] || return 0
  # A job of tmux: what it prints, or a status that is not 0, would cover somebody's pane.
  "$node" "$node_flags" "$root/dist/cli.mjs" restart >/dev/null 2>&1 || :
}
