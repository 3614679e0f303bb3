/** The lists that a topology is read from, and what their lines say. Records that do not fit are counted and left out. */
import type { ClientName, PaneId, SessionId, WindowId } from "@opensessions/protocol/Ids"
import { displacedOption } from "./keepWidth.ts"
import { listFormat, type ListRecord, parseList } from "./listFormat.ts"
import { plainLayout } from "./plainLayout.ts"
import type { TmuxClient, TmuxPane, TmuxSession, TmuxWindow } from "./Topology.ts"

/**
 * Whether a pane is a sidebar: it has our mark, and still the process that it got it for. One that somebody gave another
 * program (`respawn-pane -k`) is theirs.
 */
export const isSidebar =
  "#{&&:#{?@opensessions-sidebar,1,0},#{||:#{==:#{@opensessions-holder},}," +
  "#{||:#{==:#{@opensessions-holder},#{pane_pid}},#{m:*/holder.sh*,#{pane_start_command}}}}}"

/** A session without its windows, which another list brings. */
export type SessionRow = Omit<TmuxSession, "windows" | "currentWindow">

/** A window's place in a session. */
export interface LinkRow {
  readonly sessionId: SessionId
  readonly windowId: WindowId
  readonly index: number
  readonly current: boolean
}

/** A pane, and what its window is like, so that one list brings both. */
export interface PaneRow {
  readonly pane: TmuxPane
  readonly active: boolean
  readonly window: Pick<TmuxWindow, "name" | "width" | "height" | "zoomed" | "layout" | "displaced">
}

/** What one list said. */
export interface Rows<Row> {
  readonly rows: ReadonlyArray<Row>
  readonly malformed: number
}

const rowsOf = <Row>(
  kind: string,
  texts: number,
  shape: RegExp,
  build: (head: ReadonlyArray<string>, texts: ReadonlyArray<string>) => Row
): ((lines: ReadonlyArray<string>) => Rows<Row>) => {
  const read = ({ head, texts }: ListRecord): Row | null => (shape.test(head.join(" ")) ? build(head, texts) : null)
  return (lines) => {
    const { malformed, records } = parseList(lines, kind, texts)
    const rows = records.map(read).filter((row) => row !== null)
    return { rows, malformed: malformed + records.length - rows.length }
  }
}

/** Format of `list-sessions`. */
export const sessionFormat = listFormat("S", "#{session_id} #{session_created}", [
  "session_name",
  "session_path",
  "session_group"
])

/** Reads `sessionFormat`. */
export const parseSessions = rowsOf<SessionRow>("S", 3, /^\$\d+ \d+$/, ([id, created], [name, path, group]) => ({
  id: id as SessionId,
  name: name ?? "",
  createdAt: Number(created) * 1000,
  path: path ?? "",
  group: group === undefined || group === "" ? null : group
}))

/** Format of `list-windows -a`. */
export const linkFormat = listFormat("L", "#{session_id} #{window_id} #{window_index} #{window_active}", [])

/** Reads `linkFormat`. */
export const parseLinks = rowsOf<LinkRow>("L", 0, /^\$\d+ @\d+ \d+ [01]$/, ([session, window, index, current]) => ({
  sessionId: session as SessionId,
  windowId: window as WindowId,
  index: Number(index),
  current: current === "1"
}))

/** Format of `list-panes`. */
export const paneFormat = listFormat(
  "P",
  "#{pane_id} #{window_id} #{pane_pid} #{pane_dead} #{pane_active} " +
    "#{pane_width} #{pane_height} #{pane_left} #{pane_top} " +
    "#{window_width} #{window_height} #{window_zoomed_flag} " +
    `${isSidebar} #{?pane_floating_flag,1,0} #{?${displacedOption},1,0} #{window_layout}`,
  ["pane_title", "pane_current_command", "pane_current_path", "pane_tty", "window_name"]
)

/** Reads `paneFormat`. */
export const parsePanes = rowsOf<PaneRow>(
  "P",
  5,
  /^%\d+ @\d+ (?:-?\d+)? [01]? [01](?: \d+){6} [01] [01] [01] [01] \S*$/,
  (head, [title = "", command = "", path = "", tty = "", name = ""]) => {
    const [
      id,
      windowId,
      pid,
      dead,
      active,
      width,
      height,
      left,
      top,
      windowWidth,
      windowHeight,
      zoomed,
      sidebar,
      floating,
      displaced,
      layout
    ] = head
    return {
      active: active === "1",
      window: {
        name,
        width: Number(windowWidth),
        height: Number(windowHeight),
        zoomed: zoomed === "1",
        layout: plainLayout(layout ?? ""),
        ...(displaced === "1" ? { displaced: true } : {})
      },
      pane: {
        id: id as PaneId,
        windowId: windowId as WindowId,
        // A dead one has none since 3.8.
        pid: pid === "" ? -1 : Number(pid),
        tty,
        title,
        command,
        path,
        dead: dead === "1",
        width: Number(width),
        height: Number(height),
        left: Number(left),
        top: Number(top),
        sidebar: sidebar === "1",
        floating: floating === "1"
      }
    }
  }
)

/** Format of `list-clients`. */
export const clientFormat = listFormat(
  "C",
  "#{client_pid} #{?session_id,#{session_id},-} #{client_width} #{client_height} " +
    "#{client_control_mode} #{client_readonly} #{client_activity} #{client_flags}",
  ["client_name", "client_tty", "client_termname", "client_termtype"]
)

/** Reads `clientFormat`. */
export const parseClients = rowsOf<TmuxClient>(
  "C",
  4,
  /^\d+ (?:\$\d+|-) \d* \d* [01]? [01]? \d+ /,
  (head, [name = "", tty = "", termname = "", termtype = ""]) => {
    const [pid, sessionId, width, height, control, readOnly, activity, flags = ""] = head
    return {
      name: name as ClientName,
      tty,
      pid: Number(pid),
      sessionId: sessionId === "-" ? null : (sessionId as SessionId),
      width: Number(width),
      height: Number(height),
      controlMode: control === "1",
      readOnly: readOnly === "1",
      focused: flags.split(",").includes("focused"),
      activityAt: Number(activity) * 1000,
      terminal: termtype === "" ? termname : termtype
    }
  }
)
