# shellcheck shell=sh
# Sourced by bin/opensessions: `opensessions switch X`, where X is a session's name, else its id, else its shown index.

# find_by TARGET: sets `session` where this target is a session.
find_by() {
  session=$(tmux has-session -t "$1" \; display-message -p -t "$1:" '#{session_id}' 2>/dev/null)
}

# find_dollar NAME: sets `session` where one has this name, which begins with a `$`: tmux takes `=$x` for an id, so the
# list is compared. `-u`, because in no UTF-8 locale tmux writes `_` for other letters.
find_dollar() {
  session=$(tmux -u list-sessions -F '#{session_id} #{session_name}' 2>/dev/null | while IFS= read -r line; do
    [ "${line#* }" != "$1" ] || printf %s "${line%% *}"
  done)
  [ -n "$session" ]
}

# Sets `session` to an id, or to an index as shown that there may be; whether it is shown is the daemon's to know.
find_switched() {
  # tmux takes a `;` at the end of a word for the end of the command.
  case $1 in *\;) name="${1%;}\\;" ;; *) name=$1 ;; esac
  case $1 in \$*) find_dollar "$1" ;; *) find_by "=$name" ;; esac && return 0
  digits=${1#\$}
  case $digits in '' | *[!0-9]*) return 1 ;; esac
  if [ "$digits" != "$1" ]; then
    find_by "$1"
  else
    session=$1
    # More than a shell counts to.
    case $digits in ??????*) return 1 ;; esac
    # The stash is none that anybody sees.
    [ "$digits" -ge 1 ] && [ "$digits" -le "$(tmux list-sessions -F '#{?#{==:#{session_name},_os_stash},,shown}' 2>/dev/null | grep -c shown)" ]
  fi
}

switch_to() {
  case $1 in
  -*) with_node switch "$1" ;;
  *) switch_to_session "$1" ;;
  esac
}

switch_to_session() {
  case $1 in
  '' | _os_stash | *:*) fail 1 "there is no session '$1'" ;;
  esac
  command -v tmux >/dev/null || fail 1 'tmux is not installed; opensessions needs tmux 3.2 or later'
  find_switched "$1" || {
    # A multiplexer of a plugin may have it.
    [ -z "$(tmux show-options -gqv @opensessions-elsewhere 2>/dev/null)" ] || OPENSESSIONS_ELSEWHERE=yes with_node switch "$1"
    tmux list-sessions >/dev/null 2>&1 || fail 3 'no tmux server runs here; start one with: opensessions'
    fail 1 "there is no session '$1'; see: opensessions ls"
  }
  request "switch $session"
}
