#!/bin/sh
# opensessions-hook AGENT [PAYLOAD]: hands what an agent's hook was given (PAYLOAD, else stdin) to the daemon of this tmux
# server, as a file in the daemon's inbox. It prints nothing, decides nothing, never fails, and nobody waits for it: stdin
# is read after it has returned. Where no daemon runs it does nothing. Builtins, and two `dd` in the background.

# find_inbox RUNTIME-DIRECTORY…: the inbox of the living daemon of this tmux server. Only directories of this user's are
# looked at: anybody can make one in /tmp.
find_inbox() {
  for inbox in "$@"; do
    inbox=${inbox%/}/inbox
    if [ ! -O "$inbox" ] || [ -L "$inbox" ]; then continue; fi
    { IFS= read -r owner_socket && read -r owner_pid; } <"$inbox/owner" || continue
    [ "$owner_socket" = "$socket" ] && kill -0 "$owner_pid" && return 0
  done
  return 1
}

# deliver [PAYLOAD]: the payload first; its daemon reads it when the other file, whose name tells the sender, is there.
deliver() {
  if [ $# -gt 0 ]; then printf '%s' "$1" >"$payload"; else $limit dd bs=65536 count=1 <&3 >"$payload"; fi
  : >"$sender"
}

agent=$1
case $agent in '' | *[!a-z-]*) exit 0 ;; esac
shift
socket=${TMUX:-}
socket=${socket%,*,*}

# An agent that never closes its end would keep a reader for ever.
limit=
command -v timeout >/dev/null && limit='timeout 10'

# What this shell was given is 3 in here: in the background stdin is nothing. Where there is none, nothing is done.
{
  [ -n "$socket" ] && {
    find_inbox "${XDG_RUNTIME_DIR:-/nonexistent}"/opensessions/*/ ||
      find_inbox /tmp/opensessions-*/*/ /run/user/*/opensessions/*/
  } || inbox=
  if [ -n "$inbox" ]; then
    # Asked now: a shell that runs the hook is gone when the daemon looks, and what is above it is not.
    above=
    [ -r "/proc/$PPID/stat" ] && IFS= read -r stat <"/proc/$PPID/stat" && stat=${stat##*) ? } && above=${stat%% *}
    sender=$inbox/$$,$agent,${TMUX_PANE:-},$PPID,$above
    # Made now: its birth is the moment of the event.
    umask 077
    payload=$inbox/$$.json
    : >"$payload" || inbox=
  fi

  # A payload may be larger than a pipe, and who sends it may never close it: one read of what there is at first, and the
  # rest goes nowhere, because the agent must not meet a closed pipe.
  {
    [ -z "$inbox" ] || deliver "$@"
    [ $# -gt 0 ] || [ -t 3 ] || exec $limit dd of=/dev/null bs=65536 <&3
  } &
} >/dev/null 2>&1 3<&0
exit 0
