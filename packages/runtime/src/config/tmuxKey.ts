/** The number that stands for a tmux socket path: it names the runtime directory and the default port. */

const buckets = 20_000

/** Sum over the code points of code × place from 1, modulo 20000 (CONTRACT 2). */
export const tmuxKey = (socketPath: string): number => {
  let key = 0
  let place = 1
  for (const character of socketPath) key = (key + (character.codePointAt(0) ?? 0) * place++) % buckets
  return key
}

/** The socket path in `$TMUX` (`path,pid,session`). The path itself may have commas. */
export const socketOfTmux = (tmux: string): string | null => {
  const path = tmux.replace(/,[^,]*,[^,]*$/, "")
  return path.startsWith("/") ? path : null
}

/** Where tmux puts the socket of that name when nobody tells it another place. */
export const defaultSocket = (directory: string, uid: number, name: string = "default"): string =>
  `${directory === "/" ? "" : directory}/tmux-${uid}/${name}`
