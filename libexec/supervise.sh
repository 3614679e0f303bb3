#!/bin/sh
# Keeps the daemon of one tmux server running: starts it, starts it again after a crash, and ends with it or with tmux.
#
#   supervise.sh ROOT CHANNEL CLIENT [WORDS]
#
# TMUX names the tmux server. The daemon is told by OPENSESSIONS_READY which channel of `tmux wait-for` to signal when it
# answers, and by OPENSESSIONS_REQUEST what to do first. With CHANNEL `-` nobody waits: a failure is shown to CLIENT.
root=$1 channel=$2 client=$3 words=${4-}
socket=${TMUX%,*,*}
server=${TMUX#"$socket",}
server=${server%,*}
node=$root/node_modules/.bin/node

# shellcheck source=libexec/tmux.sh
. "$root/libexec/tmux.sh"
# shellcheck source=libexec/ring.sh
. "$root/libexec/ring.sh"

# Exit status of a daemon that found another one in its place, and how often that is asked before it is given up.
other_daemon=75
most_encounters=8
# A daemon that lived so long (seconds) starts the count of crashes anew.
steady=60
most_crashes=6

unset TMUX_PANE NODE_OPTIONS
cd /

# What the daemon prints is kept without a name, for the sentence that tells why it ended. (Its log is its own.)
if printed=$(mktemp); then
  # shellcheck disable=SC2094 # one end to write, another to read
  exec 3>>"$printed" 4<"$printed"
  rm -f "$printed"
else
  exec 3>/dev/null 4</dev/null
fi

# Why it ended, as one line: its own sentence, else the first line that tells of an error, else the last one.
reason() {
  what=$(cat <&4 | tr -d '\000-\011\013-\037\177' | grep .)
  {
    printf '%s\n' "$what" | grep '^opensessions: ' || printf '%s\n' "$what" | grep -m 1 Error || printf '%s\n' "$what"
  } | tail -n 1 | sed 's/^opensessions: //' | cut -c 1-300
}

server_runs() {
  [ "$(tmux -S "$socket" display-message -p '#{pid}' 2>/dev/null)" = "$server" ]
}

report() {
  if [ "$channel" = - ]; then
    tmux -S "$socket" display-message ${client:+-c "$client"} "opensessions: $(printf %s "$1" | sed 's/[#%]/&&/g')"
  else
    tmux -S "$socket" set-option -g @opensessions-failure "$1"
  fi
}

# The other daemon may not listen yet: it is given a second.
hand_over_request() {
  tries=0
  until if [ -n "$words" ]; then ring "$words" ''; else daemon_listens; fi; do
    tries=$((tries + 1))
    [ "$tries" -lt 20 ] || return 1
    sleep 0.05
  done
}

# Which build runs, for `opensessions _update`.
publish_build() {
  former_build=$(tmux -S "$socket" show-options -gqv @opensessions-build)
  while read -r key hash; do
    case $key in '"sourceHash":') tmux -S "$socket" set-option -g @opensessions-build "$hash" ;; esac
  done <"$root/dist/build.json"
}

stopping=
trap 'stopping=yes; kill -TERM "$daemon" 2>/dev/null' TERM INT HUP

# After 60 session switches 112 to 116 MB are resident instead of 145: a small young generation, collected by its own
# thread, and one malloc arena for the renderers. The limit of the heap, ten times what is ever used, has V8 collect when
# it has grown by half instead of fourfold; `collectWhenQuiet` uses `gc`.
memory_flags='--max-semi-space-size=2 --single-threaded-gc --max-old-space-size=512 --expose-gc'

crashes=0 encounters=0
while :; do
  other=
  # shellcheck disable=SC2086 # several flags
  NODE_COMPILE_CACHE=$root/dist/cache MALLOC_ARENA_MAX=1 OPENSESSIONS_REQUEST=$words OPENSESSIONS_READY=$channel OPENSESSIONS_CRASH=${crash-} \
    "$node" --disable-warning=ExperimentalWarning $memory_flags "$root/dist/main.mjs" </dev/null >&3 2>&1 3>&- 4<&- &
  daemon=$!
  began=$(date +%s)
  publish_build
  wait "$daemon"
  status=$?
  # A signal ends `wait` before the daemon has ended.
  while kill -0 "$daemon" 2>/dev/null; do
    wait "$daemon"
    status=$?
  done
  lived=$(($(date +%s) - began))
  [ -z "$stopping" ] || break
  case $status in
  # Quit, or ended by a signal that it handles itself.
  0 | 129 | 130 | 143) break ;;
  "$other_daemon")
    if [ -n "$former_build" ]; then tmux -S "$socket" set-option -g @opensessions-build "$former_build"; fi
    other=yes
    if hand_over_request || ! server_runs; then break; fi
    # It may have been about to end, and then its place is free now.
    encounters=$((encounters + 1))
    [ "$encounters" -lt "$most_encounters" ] && continue
    report "$(reason), but does not answer; see: opensessions doctor"
    break
    ;;
  # 128 + SIGUSR2: asked to make room for a new build.
  140) crashes=0 crash= ;;
  *)
    server_runs || break
    why=$(reason)
    crash="status $status${why:+: $why}"
    # It said at its start why it can't run.
    if [ "$status" -eq 1 ] && [ "$lived" -lt 2 ]; then
      report "${crash#*: }"
      break
    fi
    if [ "$lived" -ge "$steady" ]; then crashes=0; fi
    crashes=$((crashes + 1))
    if [ "$crashes" -ge "$most_crashes" ]; then
      channel=-
      report "the daemon crashed $crashes times ($crash); see: opensessions doctor"
      break
    fi
    # At once the first time, then after 1, 2, 3 … seconds.
    [ "$crashes" -eq 1 ] || sleep "$((crashes - 1))"
    ;;
  esac
  # Its first request was made, or it is what it crashes of.
  words=
done

# With the last session the daemon loses its way to a server that stays (`exit-empty off`).
stays_empty() {
  [ -z "$(tmux -S "$socket" list-sessions 2>&1)" ]
}

if [ -z "$other" ]; then
  tmux -S "$socket" set-option -gu @opensessions-build 2>/dev/null
  if stays_empty; then
    # shellcheck source=libexec/clear.sh
    . "$root/libexec/clear.sh"
    clear_remains 2>/dev/null
  fi
fi
[ "$channel" = - ] || tmux -S "$socket" wait-for -S "$channel" 2>/dev/null
exit 0
