/** What a new daemon finds: sidebars of the one before, which it adopts, and remains, which it clears away (S4, S11). */
import type { PaneId, SessionId } from "@opensessions/protocol/Ids"
import { Effect } from "effect"
import type { Tmux, TmuxCommand, TmuxError } from "../tmux/Tmux.ts"
import { stashName } from "../tmux/Topology.ts"
import { holderOption, releaseCommands, sidebarOption, sidebarTitle } from "./holder.ts"
import { columnsRange } from "./sidebarColumns.ts"
import { visibleOption } from "./visibleOption.ts"

/** A pane that is, or looks like, a sidebar. Everything that could be any text is compared by tmux itself. */
export interface Found {
  readonly paneId: PaneId
  readonly inStash: boolean
  /** Its window has the name that one of a hidden sidebar has. */
  readonly hidden: boolean
  readonly marked: boolean
  readonly dead: boolean
  /** Its process is the one that the sidebar was made with, or the same script again. */
  readonly genuine: boolean
  readonly titled: boolean
  /** A plain shell has its terminal. */
  readonly shell: boolean
  readonly width: number
  readonly alone: boolean
  /** At the left or right edge and of full height. */
  readonly atEdge: boolean
}

const shells = "#{m/r:^-?(ba|z|fi|da|k|tc|c|a)?sh$,#{pane_current_command}}"

const fields = [
  "#{pane_id}",
  `#{==:#{session_name},${stashName}}`,
  `#{&&:#{==:#{session_name},${stashName}},#{m/r:^@[0-9]+$,#{window_name}}}`,
  `#{?${sidebarOption},1,0}`,
  "#{pane_dead}",
  `#{||:#{==:#{${holderOption}},#{pane_pid}},#{m:*/holder.sh*,#{pane_start_command}}}`,
  `#{==:#{pane_title},${sidebarTitle}}`,
  shells,
  "#{pane_width}",
  "#{==:#{window_panes},1}",
  "#{&&:#{||:#{pane_at_left},#{pane_at_right}},#{&&:#{pane_at_top},#{pane_at_bottom}}}"
]

/** For `parseFound`. */
export const listFound: TmuxCommand = ["list-panes", "-a", "-F", fields.join(" ")]

export const parseFound = (lines: ReadonlyArray<string>): ReadonlyArray<Found> =>
  lines.map((line) => {
    const [paneId, inStash, hidden, marked, dead, genuine, titled, shell, width, alone, atEdge] = line.split(" ")
    return {
      paneId: paneId as PaneId,
      inStash: inStash === "1",
      hidden: hidden === "1",
      marked: marked === "1",
      dead: dead === "1",
      genuine: genuine === "1",
      titled: titled === "1",
      shell: shell === "1",
      width: Number(width),
      alone: alone === "1",
      atEdge: atEdge === "1"
    }
  })

export type Verdict = "adopt" | "release" | "end" | "ignore"

/**
 * A pane with our mark but another program is somebody's now and loses the mark. One with our title alone is ended only
 * if it can hardly be anything but what a restored session made of a sidebar: an idle shell in a sidebar's place. A
 * restored stash has them too, in windows of their own.
 */
export const judge = (found: Found): Verdict => {
  if (found.marked) return found.dead ? "end" : found.genuine ? "adopt" : "release"
  if (!found.titled || !found.shell) return "ignore"
  if (found.inStash) return found.hidden && found.alone ? "end" : "ignore"
  return found.atEdge && !found.alone && found.width <= columnsRange.maximum ? "end" : "ignore"
}

export interface TakenOver {
  readonly visible: boolean
  /** Sessions that a client has been in at any time. */
  readonly visited: ReadonlySet<SessionId>
}

const listVisits: TmuxCommand = ["list-sessions", "-F", "#{session_id} #{?session_last_attached,1,0}"]

/** Adopts, releases and clears away; tells whether sidebars are to be visible. */
export const takeOver = Effect.fn("Sidebars.takeOver")(function* (
  tmux: typeof Tmux.Service
): Effect.fn.Return<TakenOver, TmuxError> {
  const [panes = [], visits = [], option = []] = yield* tmux.runAll([
    listFound,
    listVisits,
    ["show-options", "-gqv", visibleOption]
  ])
  const unique = new Map(parseFound(panes).map((found) => [found.paneId, found]))
  const judged = [...unique.values()].map((found) => ({ found, verdict: judge(found) }))
  const commands = judged.flatMap(({ found, verdict }): ReadonlyArray<TmuxCommand> => {
    if (verdict === "end") return [["kill-pane", "-t", found.paneId]]
    return verdict === "release" ? releaseCommands(found.paneId) : []
  })
  if (commands.length > 0) {
    yield* Effect.logInfo(
      `cleared away ${judged.filter(({ verdict }) => verdict === "end").length} remains of sidebars`
    )
    yield* tmux
      .runAll(commands)
      .pipe(Effect.catchTag("TmuxCommandFailed", (error) => Effect.logDebug("remains were gone already", error)))
  }
  const shown = judged.some(({ found, verdict }) => verdict === "adopt" && !found.inStash)
  const visited = visits.flatMap((line) => (line.endsWith(" 1") ? [line.slice(0, -2) as SessionId] : []))
  return { visible: option[0] === undefined || option[0] === "" ? shown : option[0] === "1", visited: new Set(visited) }
})
