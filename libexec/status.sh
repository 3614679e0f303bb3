# shellcheck shell=sh
# Sourced by bin/opensessions: `opensessions status`, which a status line may run every few seconds.

# What the daemon has written for status lines; it takes the option away when it ends.
status() {
  command -v tmux >/dev/null || fail 1 'tmux is not installed; opensessions needs tmux 3.2 or later'
  daemon_listens || fail 3 'no daemon runs for this tmux server; start one with: opensessions'
  tmux show-options -gqv @opensessions_status
}
