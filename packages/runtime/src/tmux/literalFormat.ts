/** Text that a command would expand as a format (`rename-session`, `new-window -n`, `-c`, `select-pane -T`), made literal. */

/** Doubles each `#`, but for runs before a `[`, which tmux leaves alone. For commands that do not expand times (`%`). */
export const literalFormat = (text: string): string =>
  text.replaceAll(/#+(\[?)/g, (run, bracket: string) => (bracket === "" ? run + run : run))
