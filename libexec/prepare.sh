# shellcheck shell=sh
# Sourced by bin/opensessions. `prepare` sees to it that the right Node and a current build are there, and sets `node`.

node=$root/node_modules/.bin/node
# shellcheck disable=SC2034 # read by who loads this
node_flags=--disable-warning=ExperimentalWarning
install_log=$root/.build/install.log
install_lock=$root/.build/install.lock

# Whether dependencies are missing or were changed after they were installed.
install_is_due() {
  [ -x "$node" ] && [ -e "$root/node_modules/effect" ] || return 0
  for package in "$root/package.json" "$root"/packages/*/package.json; do
    [ "$package" -nt "$root/node_modules/.package-lock.json" ] &&
      [ "$package" -nt "$root/node_modules/.opensessions-installed" ] && return 0
  done
  return 1
}

# Whether the bundle is missing or older than what is checked out: git writes one of these files whenever that changes.
# Changes that are not committed are a developer's, who builds with `npm run build` or OPENSESSIONS_REBUILD=1.
build_is_due() {
  [ -r "$root/dist/main.mjs" ] && [ -r "$root/dist/cli.mjs" ] && [ -r "$root/dist/build.json" ] || return 0
  [ "${OPENSESSIONS_REBUILD:-0}" = 1 ] && return 0
  git=$root/.git
  # In a work tree of another clone it is a file that names the directory.
  if [ -f "$git" ]; then read -r _ git <"$git"; fi
  for changed in "$root/package.json" "$git/HEAD" "$git/logs/HEAD" "$git/ORIG_HEAD"; do
    [ "$changed" -nt "$root/dist/build.json" ] && return 0
  done
  return 1
}

# on_terminal: somebody watches stderr. Else what happens is told once, without figures that change.
on_terminal() {
  [ -z "${asking_client:-}" ] && [ -t 2 ]
}

say() {
  if on_terminal; then
    printf '\r\033[Kopensessions: %s' "$1" >&2
  elif [ -n "${asking_client:-}" ]; then
    tell_client "$1"
  else
    printf 'opensessions: %s\n' "$1" >&2
  fi
}

end_saying() {
  if on_terminal; then printf '\r\033[K' >&2; fi
}

# with_progress SENTENCE COMMAND…: runs the command with its output in the log and shows that it still works.
with_progress() {
  sentence=$1
  shift
  say "$sentence…"
  "$@" >>"$install_log" 2>&1 </dev/null &
  working=$!
  ticking=
  if on_terminal || [ -n "${asking_client:-}" ]; then
    (
      seconds=0
      while sleep 1; do
        seconds=$((seconds + 1))
        say "$sentence… $seconds s"
      done
    ) &
    ticking=$!
  fi
  wait "$working"
  result=$?
  stop_working
  return "$result"
}

stop_working() {
  for process in ${working:-} ${ticking:-}; do kill "$process" 2>/dev/null; done
  working=
  ticking=
}

give_up() {
  stop_working
  rm -rf "$install_lock"
  end_saying
  fail 1 "$1"
}

# A process and when it began, so that a number that is used again is not taken for it.
identity() {
  began=$(ps -o lstart= -p "$1" 2>/dev/null) || { kill -0 "$1" 2>/dev/null && began=alive; }
  [ -n "$began" ] && echo "$1 $began"
}

# Waits for another first run, or takes over from one that died.
take_lock() {
  mkdir -p "$root/.build" 2>/dev/null
  nameless=0
  waits=
  vain=0
  until mkdir "$install_lock" 2>/dev/null; do
    # Its owner may have given it back just now.
    if [ ! -d "$install_lock" ] && [ "$vain" -lt 5 ]; then
      vain=$((vain + 1))
      continue
    fi
    [ -d "$install_lock" ] || fail 1 "$root can't be written to and is not installed yet; run it once as its owner, or clone it to a place of your own"
    owner=$(cat "$install_lock/owner" 2>/dev/null)
    if [ -z "$owner" ]; then nameless=$((nameless + 1)); fi
    # Without a name for two seconds: its owner died between making it and naming itself.
    if [ "$nameless" -ge 2 ] || { [ -n "$owner" ] && [ "$(identity "${owner%% *}")" != "$owner" ]; }; then
      take_over
      continue
    fi
    if [ -z "$waits" ]; then say 'another opensessions is installing, waiting for it…'; fi
    waits=yes
    sleep 1
  done
  identity "$$" >"$install_lock/owner"
  trap 'stop_working; rm -rf "$install_lock"; end_saying; exit 130' INT TERM HUP
}

# Several may see the same dead owner; a lock that was taken meanwhile is given back.
take_over() {
  mv "$install_lock" "$install_lock.$$" 2>/dev/null || return 0
  if [ "$(cat "$install_lock.$$/owner" 2>/dev/null)" = "$owner" ]; then
    rm -rf "$install_lock.$$"
  else
    mv "$install_lock.$$" "$install_lock"
  fi
}

install_packages() {
  command -v npm >/dev/null || give_up 'npm is not installed; the first run needs it to fetch what opensessions is built from'
  # A developer's checkout keeps its tools; everybody else is spared half of the download and every install script.
  if [ -d "$root/node_modules/vitest" ]; then set --; else set -- --omit=dev --ignore-scripts; fi
  # shellcheck disable=SC2016
  with_progress 'installing (once, about 20 s)' sh -c 'cd "$1" && shift && exec npm "$@"' sh "$root" \
    install --no-audit --no-fund --no-progress --loglevel=error \
    --fetch-retry-mintimeout=1000 --fetch-retry-maxtimeout=5000 "$@" || install_failed
  [ -x "$node" ] || give_up "npm installed no Node for this machine ($(uname -sm)); see $install_log"
  : >"$root/node_modules/.opensessions-installed"
}

install_failed() {
  if grep -Eq 'ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|ECONNRESET' "$install_log"; then
    give_up "npm can't reach its registry (no network?); nothing is installed yet, see $install_log"
  fi
  give_up "npm install failed; see $install_log"
}

check_tmux() {
  command -v tmux >/dev/null || fail 1 'tmux is not installed; opensessions needs tmux 3.2 or later'
  check_version "$(tmux -V 2>/dev/null)"
}

# check_version VERSION: as `tmux -V` or `#{version}` tells it.
check_version() {
  if is_old_tmux "$1"; then fail 1 "tmux ${1#tmux } is too old; opensessions needs tmux 3.2 or later"; fi
}

prepare() {
  if ! install_is_due && ! build_is_due; then return 0; fi
  take_lock
  : >"$install_log"
  # Another run may have done it meanwhile.
  if install_is_due; then install_packages; fi
  if build_is_due; then
    with_progress 'building' "$node" "$node_flags" "$root/build.ts" || give_up "the build failed; see $install_log"
  fi
  rm -rf "$install_lock"
  trap - INT TERM HUP
  end_saying
  OPENSESSIONS_REBUILD=0
}
