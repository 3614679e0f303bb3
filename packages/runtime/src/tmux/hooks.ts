/**
 * The hooks that tell what control mode does not push about windows of other sessions, and those that do what has to be
 * done before tmux draws. Each stands at an index of our own, so that hooks of the user's keep theirs, and a later daemon
 * replaces what a killed one left. Pure.
 */
import { dressNewWindowText } from "./dressNewWindow.ts"
import { dragOption, keepLayoutText, keepWidthText } from "./keepWidth.ts"
import { guardedRingText, ringText } from "./ring.ts"
import { stashTarget, whileAttached } from "./stash.ts"
import { stashName } from "./Topology.ts"
import { titleClassFormat } from "./titleClass.ts"
import type { TmuxCommand } from "./TmuxError.ts"
import { clientsRing, dragRing, everythingRing, hooksRing, paneRing, windowRing } from "./topologyRings.ts"

/** A hook and the tmux commands that it runs. */
export interface Hook {
  readonly name: string
  readonly command: string
  /** The hook that does for it where tmux does not know it yet. */
  readonly instead?: string
}

/** Our place in the array of each hook; up to `lastIndex` is ours too. */
export const firstIndex = 7391
/** The last index that any version of ours may have used. */
export const lastIndex = 7399

/** The hook that tells of hooks. */
export const hooksChanged = "after-set-hook"

/** The pane option that holds the class of the title that we know of. */
export const titleOption = "@opensessions-title"

const rings = (name: string, ...words: ReadonlyArray<string>): Hook => ({ name, command: guardedRingText(words) })

/** Rings when the class of the title is another than last time; a frame of a spinner is not. */
const titleChanged: Hook = {
  name: "pane-title-changed",
  command:
    `if-shell -F "#{!=:${titleClassFormat},#{${titleOption}}}" ` +
    `{ set-option -pF ${titleOption} "${titleClassFormat}" ; ${guardedRingText([paneRing, "#{hook_pane}"])} }`
}

/** The mark of a sidebar is a pane option, and tmux tells of options only here. */
const sidebarMarked: Hook = {
  name: "after-set-option",
  command: `if-shell -F "#{==:#{hook_argument_0},@opensessions-sidebar}" { ${guardedRingText([paneRing, "#{pane_id}"])} }`
}

/** Its sidebar comes before anybody sees the window; what made it tells of itself. */
const windowMade: Hook = { name: "after-new-window", command: whileAttached(dressNewWindowText) }

/** A sidebar that was displaced is put back first, so that what is read is right already. */
const layoutChanged = (name: string, keep: string): Hook => ({
  name,
  command: whileAttached(`${keep} ; ${ringText([windowRing, "#{hook_window}"])}`)
})

/** What a command does to a window is not what a hand does that had a border of it; our own commands keep a drag. */
const handGone = `if-shell -F "#{&&:#{?${dragOption},1,0},#{?client_control_mode,0,1}}" { set-option -wu ${dragOption} }`

/** A person takes a border with the mouse; tmux names the pane on its left or above it. */
const borderTaken: Hook = {
  name: "after-resize-pane",
  command:
    `if-shell -F "#{hook_flag_M}" ` +
    `{ ${whileAttached(`set-option -w ${dragOption} 1 ; ${ringText([dragRing, "#{mouse_pane}"])}`)} } { ${handGone} }`
}

/** The stash alone does not keep a server alive, not even when no daemon runs that could see it. */
const stashLeft: Hook = {
  name: "session-closed",
  command: `if-shell -F "#{&&:#{==:#{S:x},x},#{N/s:${stashName}}}" { kill-session -t ${stashTarget} }`
}

/**
 * All of them. 3.2 knows neither `client-active`, `client-focus-in` and `-out` nor `window-resized`; whatever a tmux does
 * not know is left out by `installHooks`. Empty ids (a hook without a window) make us read everything.
 */
export const topologyHooks: ReadonlyArray<Hook> = [
  layoutChanged("window-layout-changed", keepLayoutText),
  // All that `rotate-window` tells.
  layoutChanged("window-pane-changed", keepWidthText),
  rings("window-resized", windowRing, "#{hook_window}"),
  rings("pane-died", paneRing, "#{hook_pane}"),
  titleChanged,
  sidebarMarked,
  rings("client-attached", clientsRing),
  rings("client-detached", clientsRing),
  rings("client-resized", clientsRing),
  rings("client-active", clientsRing),
  { ...rings("client-focus-in", clientsRing), instead: "pane-focus-in" },
  { ...rings("client-focus-out", clientsRing), instead: "pane-focus-out" },
  rings(hooksChanged, hooksRing),
  borderTaken,
  { name: "after-select-layout", command: handGone },
  windowMade,
  stashLeft
]

/** Sets one hook, whatever stood at our index before. */
export const setHook = (hook: Hook): TmuxCommand => ["set-hook", "-g", `${hook.name}[${firstIndex}]`, hook.command]

/** Takes away what stands at an index of a hook. */
export const removeHook = (name: string, index: number = firstIndex): TmuxCommand => [
  "set-hook",
  "-gu",
  `${name}[${index}]`
]

/** Lists all global hooks. */
export const listHooks: ReadonlyArray<TmuxCommand> = [
  ["show-hooks", "-g"],
  ["show-hooks", "-gw"]
]

/** One entry of a hook, as `listHooks` tells it. */
export interface HookEntry {
  readonly name: string
  readonly index: number
  readonly ours: boolean
}

/** The entries in the lines of `listHooks`; hooks without any are not among them. */
export const parseHooks = (lines: ReadonlyArray<string>): ReadonlyArray<HookEntry> =>
  [...new Set(lines)].flatMap((line) => {
    const found = /^([a-z-]+)\[(\d+)\] /.exec(line)
    const index = Number(found?.[2])
    return found === null ? [] : [{ name: found[1] ?? "", index, ours: index >= firstIndex && index <= lastIndex }]
  })

// Their rings bring only clients, so they would not notice what a hook of the user's does to windows.
const clientHooks = new Set(topologyHooks.map(({ name }) => name).filter((name) => name.startsWith("client-")))

/**
 * `hooks`, and what the user's own make necessary. tmux tells nobody of what a hook does (unless it is one that follows a
 * command): not control mode, not other hooks. So where a user hooks an event, we ring after them to read everything.
 */
export const hooksBeside = (hooks: ReadonlyArray<Hook>, entries: ReadonlyArray<HookEntry>): ReadonlyArray<Hook> => {
  const users = new Set(entries.filter(({ name, ours }) => !ours && !name.startsWith("after-")).map(({ name }) => name))
  const needed = [...users].filter((name) => clientHooks.has(name) || hooks.every((hook) => hook.name !== name))
  return [...hooks.filter(({ name }) => !needed.includes(name)), ...needed.map((name) => rings(name, everythingRing))]
}
