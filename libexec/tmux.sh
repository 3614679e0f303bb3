# shellcheck shell=sh
# Sourced first: which tmux, and which server of it.

# Programs of the user's that a bare environment (TPM, launchd, cron) does not name.
PATH=${PATH:-/usr/bin:/bin}:/usr/local/bin:/opt/homebrew/bin:/opt/local/bin
export PATH

# tmux itself takes what stands before the first comma of $TMUX for the path of the socket, which may have commas.
case ${TMUX:-} in
*,*,*,*)
  tmux() {
    command tmux -S "${TMUX%,*,*}" "$@"
  }
  ;;
esac

# is_old_tmux VERSION: before 3.2. Builds without a number (master, OpenBSD's own) are taken to be new.
is_old_tmux() {
  case ${1#tmux } in
  [0-2].* | 3.[01] | 3.[01][!0-9]*) return 0 ;;
  *) return 1 ;;
  esac
}
