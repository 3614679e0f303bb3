# shellcheck shell=sh
# Sourced by bin/opensessions where no daemon answered: installs what is missing, starts the daemon, waits for its word.

# shellcheck source=libexec/prepare.sh
. "$root/libexec/prepare.sh"

# A daemon that says nothing for so long (seconds) is given up.
longest_start=20

# Sets TMUX and `place` (client, window, pane) from the tmux server that this run is about.
find_server() {
  found=$(tmux display-message -p "#{version}
#{socket_path},#{pid},0
$here" 2>/dev/null) || {
    check_tmux
    fail 3 'no tmux server runs here; start one with: opensessions'
  }
  check_version "${found%%
*}"
  found=${found#*
}
  place=${found#*
}
  TMUX=${found%%
*}
  export TMUX
}

# The program goes on when this terminal is closed, and is in nobody's foreground.
detach() {
  if command -v setsid >/dev/null; then
    exec setsid "$@"
  elif command -v perl >/dev/null; then
    exec perl -MPOSIX -e 'POSIX::setsid(); exec @ARGV' "$@"
  else
    exec "$@"
  fi
}

# supervise CHANNEL CLIENT WORDS
supervise() {
  detach sh "$root/libexec/supervise.sh" "$root" "$@" </dev/null >/dev/null 2>&1 &
}

# Starts the daemon with a request and returns when it answers.
start_and_wait() {
  channel=opensessions-ready-$$
  supervise "$channel" '' "$1"
  (
    # The time limit: ends the wait as the daemon would. It may be ended itself before it knows what sleeps, or before that
    # has become the sleep, when it would take any other signal for one of this shell's.
    sleeping=
    ended=
    trap 'ended=yes; [ -z "$sleeping" ] || kill -9 "$sleeping"' TERM
    sleep "$longest_start" &
    sleeping=$!
    [ -z "$ended" ] || kill -9 "$sleeping"
    wait "$sleeping"
    [ -n "$ended" ] || tmux wait-for -S "$channel"
  ) >/dev/null 2>&1 &
  limit=$!
  trap 'kill "$limit" 2>/dev/null; exit 130' INT TERM HUP
  tmux wait-for "$channel" 2>/dev/null
  kill "$limit" 2>/dev/null
  trap - INT TERM HUP
  daemon_listens || fail 1 "$(why_not)"
}

why_not() {
  why=$(tmux show-options -gqv @opensessions-failure 2>/dev/null)
  tmux set-option -gu @opensessions-failure 2>/dev/null
  if [ -n "$why" ]; then
    printf %s "$why"
  elif tmux display-message -p '' >/dev/null 2>&1; then
    printf %s 'the daemon does not answer; see: opensessions doctor'
  else
    printf %s 'the tmux server has ended'
  fi
}

# start_with_request WORDS, from a person's shell
start_with_request() {
  find_server
  prepare
  start_and_wait "$1 $place"
}

# start_from_key CLIENT WINDOW PANE WORDS: a job of tmux; nobody reads what it prints.
start_from_key() {
  asking_client=$1
  place="$1 $2 $3"
  shift 3
  # It may have come up since the key was pressed.
  ring "$*" "$place" && return 0
  prepare
  supervise - "$asking_client" "$* $place"
}

# Returns when the daemon of this tmux server listens.
ensure() {
  daemon_listens && return 0
  find_server
  prepare
  start_and_wait ''
}
