/**
 * tmux itself puts a sidebar back that a resize, a layout or an exit displaced. A hook runs before tmux draws, and what a
 * program does comes after that: here nobody sees a wrong width, not even for the 20 to 60 ms that an answer takes. How
 * the content is shared beside it takes more than formats; that follows from us. Pure.
 *
 * Commands of a hook take no formats for their targets, and `run-shell -C` runs after a frame. So the command is written
 * into a user option, which `set-hook -R` runs at once.
 */
import { defaultColumns, leastContent } from "../sidebars/sidebarColumns.ts"
import type { TmuxCommand } from "./TmuxError.ts"

// The global options with the chosen width and the side of all sidebars, and with the command that put one back last.
const columnsOption = "@opensessions-columns"
const sideOption = "@opensessions-side"
const repairOption = "@opensessions-repair"
/** The window option that is set while somebody has a border of it: tmux leaves the widths to the hand. */
export const dragOption = "@opensessions-drag"
/**
 * The window option with `windowNowFormat` as it was before tmux put the sidebar back: the last time, `|`, and the first
 * time since we took it away.
 */
export const displacedOption = "@opensessions-displaced"

/** All that a new arrangement of a window follows from. */
export const windowNowFormat =
  "#{window_zoomed_flag} #{pane_id} #{main-pane-width} #{main-pane-height} #{window_layout} #{P:#{pane_index}:#{pane_id} }"

/** All of these conditions. */
export const both = (...conditions: ReadonlyArray<string>): string => conditions.reduce((a, b) => `#{&&:${a},${b}}`)
const either = (a: string, b: string): string => `#{||:${a},${b}}`
const choose = (condition: string, yes: string, no: string): string => `#{?${condition},${yes},${no}}`
const number = (operator: string, a: string, b: string): string => `#{e|${operator}|:${a},${b}}`
const ofSidebar = (format: string): string => `#{P:#{?@opensessions-sidebar,${format},}}`

const displaced = `#{${displacedOption}}`
const chosen = `#{${columnsOption}}`
const isLeft = `#{==:#{${sideOption}},left}`
const atEdge = `${choose(isLeft, "#{pane_at_left}", "#{pane_at_right}")}#{pane_at_top}#{pane_at_bottom}`
const id = ofSidebar("#{pane_id}")
const contentPane = "#{s/ .*//:#{P:#{?@opensessions-sidebar,,#{pane_id} }}}"

// `sidebarColumns` as a format. How many panes stand side by side is none: at most all of them. So the room is certain
// where all of them would fit into the least that content keeps, and the chosen width where it fits beside all of them.
const abreast = number("*", number("-", "#{window_panes}", "1"), `${leastContent.paneColumns + 1}`)
const isRoomCertain = number("<=", abreast, `${leastContent.columns + 1}`)
const room = number("-", "#{window_width}", choose(isRoomCertain, `${leastContent.columns + 1}`, abreast))
const fits = number(">=", room, chosen)
const isHigh = number(">=", "#{window_height}", `${leastContent.rows}`)
const least = choose(number("<", chosen, `${defaultColumns}`), chosen, `${defaultColumns}`)
const columns = choose(fits, chosen, room)
const isCertain = both(either(fits, both(isRoomCertain, number(">=", room, least))), isHigh)

/** Whether a sidebar of the chosen width fits beside so many panes, whichever way they stand. */
export const roomFor = (panes: string): string => {
  const beside = number("*", panes, `${leastContent.paneColumns + 1}`)
  const left = (columns: string) => number(">=", number("-", "#{window_width}", columns), chosen)
  return both(left(beside), left(`${leastContent.columns + 1}`), isHigh)
}

const isDisplaced = both(
  `#{!=:${chosen},}`,
  "#{==:#{window_zoomed_flag},0}",
  `#{?${dragOption},0,1}`,
  `#{m/r:^%[0-9]+$,${id}}`,
  number(">", "#{window_panes}", "1"),
  isCertain,
  `#{!=:${ofSidebar(`#{pane_width} ${atEdge}`)},${columns} 111}`
)

const resize = `resize-pane -t ${id} -x ${columns}`
// The active pane keeps the focus, which a pane that is moved would lose.
const move =
  `join-pane -d -f -h ${choose(isLeft, "-b", "")} -l ${columns} -s ${id} -t ${contentPane} ; ` +
  "select-pane -t #{pane_id}"
const repair = choose(`#{==:${ofSidebar(atEdge)},111}`, resize, move)
const first = choose(displaced, `#{s/^[^|]*.//:${displacedOption}}`, windowNowFormat)
const remember = `set-option -wF ${displacedOption} "${windowNowFormat}|${first}"`

/** The commands of a hook that put a displaced sidebar back; nothing where all is well. */
export const keepWidthText =
  `if-shell -F "${isDisplaced}" ` +
  `{ ${remember} ; set-option -gF ${repairOption} "${repair}" ; set-hook -R ${repairOption} }`

/** The same where the layout is another one: what a person changes before the content could be shared is what is meant. */
export const keepLayoutText = `${keepWidthText} { if-shell -F "${displaced}" { ${remember} } }`

/** Tells tmux what is wanted of all sidebars. */
export const publishPlace = (columns: number, side: "left" | "right"): ReadonlyArray<TmuxCommand> => [
  ["set-option", "-g", columnsOption, String(columns)],
  ["set-option", "-g", sideOption, side]
]

/** Takes back all that this needs. `windows` are ids. */
export const withdrawPlace = (windows: Iterable<string>): ReadonlyArray<TmuxCommand> => [
  ...[columnsOption, sideOption, repairOption].map((option): TmuxCommand => ["set-option", "-gqu", option]),
  ...[...windows].flatMap((id) => [letGo(id), shared(id)])
]

/** The border was let go; the target may be a pane of the window. */
export const letGo = (target: string): TmuxCommand => ["set-option", "-wqu", "-t", target, dragOption]

/** The content is shared as it is meant. */
export const shared = (windowId: string): TmuxCommand => ["set-option", "-wqu", "-t", windowId, displacedOption]

/** The windows in which a border was taken and never let go, because whoever waited for that is gone. */
export const listHeld: TmuxCommand = ["list-windows", "-a", "-f", `#{${dragOption}}`, "-F", "#{window_id}"]
