/** The session `_os_stash`: our control client lives in it, hidden sidebars wait in it, and nobody should ever see it. */
import { stashName } from "./Topology.ts"
import type { TmuxCommand } from "./TmuxError.ts"

/** The stash as a target: this name exactly, and the session (not a window) of it. */
export const stashTarget = `=${stashName}:`

/**
 * These commands of tmux, for as long as our client is attached. A target that is not there is no error to `if-shell`:
 * tmux takes the current session instead, so its name is looked at.
 */
export const whileAttached = (text: string): string =>
  `if-shell -F -t ${stashTarget} "#{&&:#{==:#{session_name},${stashName}},#{session_attached}}" { ${text} }`

/** The window of the stash whose renaming is the doorbell. Its name never changes. */
export const ringWindowName = "ring"

/** Marks the doorbell window, so that a later daemon finds it whatever it is called. */
export const ringWindowOption = "@opensessions-ring-window"

/** The global option that publishes the doorbell window's id. */
export const ringOption = "@opensessions-ring"

/** Keeps a window open without a shell, a program of the user's, or any work. */
export const holder: readonly [string, string] = ["sleep", "2147483647"]

/** As large as a window of hidden sidebars could need; tmux forgets sizes that do not fit. */
const size = { width: 400, height: 200 }

/**
 * The arguments of the control client. `-N`: a server that is gone is not started again by us. `-E`: our environment does
 * not reach the session. With `-A` an existing stash is attached to and the rest of the line has no effect.
 */
export const controlClientArguments = (socketPath: string): ReadonlyArray<string> => [
  ..."-N -u -C -S".split(" "),
  socketPath,
  ...`new-session -A -E -f ignore-size,no-output -c / -s ${stashName} -n ${ringWindowName}`.split(" "),
  ...`-x ${size.width} -y ${size.height}`.split(" "),
  ...holder
]

/**
 * Options of the stash. A user's own `destroy-unattached` must not end it while no daemon is attached (after a SIGKILL),
 * and a client that is left in it when it ends goes away instead of to a session it never chose.
 */
export const stashOptions: ReadonlyArray<TmuxCommand> = [
  ["set-option", "-t", stashTarget, "destroy-unattached", "off"],
  ["set-option", "-t", stashTarget, "detach-on-destroy", "on"],
  ["set-option", "-t", stashTarget, "default-size", `${size.width}x${size.height}`]
]

/** Lists the windows of the stash; read it with `ringWindowAmong`. */
export const listStashWindows: TmuxCommand = [
  "list-windows",
  "-t",
  stashTarget,
  "-F",
  `#{window_id} #{${ringWindowOption}} #{window_name}`
]

/** The doorbell window among the lines of `listStashWindows`: the marked one, else the one that is called so. */
export const ringWindowAmong = (lines: ReadonlyArray<string>): string | null => {
  const windows = lines.map((line) => /^(@\d+) (1?) (.*)$/.exec(line))
  const found =
    windows.find((window) => window?.[2] === "1") ?? windows.find((window) => window?.[3] === ringWindowName)
  return found?.[1] ?? null
}

/** Makes a doorbell window; its answer is the new window's id. */
export const newRingWindow: TmuxCommand = [
  "new-window",
  ...`-d -P -F #{window_id} -t ${stashTarget} -n ${ringWindowName} -c /`.split(" "),
  ...holder
]

/** Makes `windowId` the doorbell: its name fixed, its id published. */
export const adoptRingWindow = (windowId: string): ReadonlyArray<TmuxCommand> => [
  ["set-option", "-w", "-t", windowId, ringWindowOption, "1"],
  ["set-option", "-w", "-t", windowId, "remain-on-exit", "off"],
  ["set-option", "-w", "-t", windowId, "allow-rename", "off"],
  ["rename-window", "-t", windowId, ringWindowName],
  ["set-option", "-g", ringOption, windowId]
]
