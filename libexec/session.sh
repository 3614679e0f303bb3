# shellcheck shell=sh
# Sourced by bin/opensessions: `opensessions` alone.

# shellcheck source=libexec/start.sh
. "$root/libexec/start.sh"

show_here() {
  command -v tmux >/dev/null || fail 1 'tmux is not installed; opensessions needs tmux 3.2 or later'
  if [ -n "${TMUX:-}" ]; then
    ring reveal "$here" && return 0
    if tmux display-message -p '' >/dev/null 2>&1; then
      start_with_request reveal
      return 0
    fi
    # What this terminal remembers of a tmux server that is gone.
    unset TMUX TMUX_PANE
  fi
  attach_here
}

# Outside tmux: the session of this directory, made where there is none, with the sidebar shown.
attach_here() {
  { [ -t 0 ] && [ -t 1 ]; } || fail 1 'there is no tmux and no terminal here; run it inside tmux or in a terminal'
  check_tmux
  prepare
  find_session || make_session
  TMUX=$server
  export TMUX
  ring reveal "$place" || supervise - '' "reveal $place"
  unset TMUX
  exec tmux attach-session -t "$session"
}

# tmux numbers the sessions; what follows is what the others need of one.
# shellcheck disable=SC2016
about='#{session_id} #{socket_path},#{pid},0
 #{window_id} #{pane_id}'

find_session() {
  session=$(tmux list-sessions -F '#{session_id} #{?#{==:#{session_name},_os_stash},,#{session_path}}' 2>/dev/null |
    while read -r id path; do
      if [ "$path" = "$PWD" ]; then
        echo "$id"
        break
      fi
    done)
  [ -n "$session" ] && describe "$(tmux display-message -p -t "$session:" "$about")"
}

# A name is expanded as a format, and `.` and `:` mean something in targets.
make_session() {
  name=$(printf %s "${PWD##*/}" | tr '#.:' '___')
  set -- -d -P -F "$about" -x - -y -
  made=$(tmux new-session "$@" -s "${name:-root}" 2>/dev/null) ||
    made=$(tmux new-session "$@") || fail 1 'tmux made no session here'
  describe "$made"
}

describe() {
  place=${1#*
}
  server=${1%%
*}
  session=${server%% *}
  server=${server#* }
}
