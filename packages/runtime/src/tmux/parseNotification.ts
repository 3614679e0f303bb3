/** One `%…` line of the control protocol to a `Notification`; null where its form is not one that tmux writes. */
import type { ClientName, PaneId, SessionId, WindowId } from "@opensessions/protocol/Ids"
import { Notification } from "./Notification.ts"
import { unescapeOctal } from "./unescapeOctal.ts"

type Reader = (rest: string) => Notification | null

const reader = (pattern: RegExp, build: (fields: ReadonlyArray<string>) => Notification): Reader => {
  return (rest) => {
    const found = pattern.exec(rest)
    return found === null ? null : build(found.slice(1).map((field) => field ?? ""))
  }
}

const windowAdded = (ours: boolean) =>
  reader(/^(@\d+)/, ([id]) => Notification.WindowAdded({ windowId: id as WindowId, ours }))
const windowClosed = (ours: boolean) =>
  reader(/^(@\d+)/, ([id]) => Notification.WindowClosed({ windowId: id as WindowId, ours }))
const windowRenamed = (ours: boolean) =>
  reader(/^(@\d+) ?(.*)$/s, ([id, name = ""]) => Notification.WindowRenamed({ windowId: id as WindowId, name, ours }))

const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ["sessions-changed", () => Notification.SessionsChanged()],
  [
    "session-renamed",
    reader(/^(\$\d+) (.*)$/s, ([id, name = ""]) => Notification.SessionRenamed({ sessionId: id as SessionId, name }))
  ],
  [
    "session-changed",
    reader(/^(\$\d+) (.*)$/s, ([id, name = ""]) =>
      Notification.ClientSessionChanged({ client: null, sessionId: id as SessionId, name })
    )
  ],
  [
    "client-session-changed",
    reader(/^(.+?) (\$\d+) (.*)$/s, ([client, id, name = ""]) =>
      Notification.ClientSessionChanged({ client: client as ClientName, sessionId: id as SessionId, name })
    )
  ],
  ["client-detached", reader(/^(.+)$/s, ([client]) => Notification.ClientDetached({ client: client as ClientName }))],
  [
    "session-window-changed",
    reader(/^(\$\d+) (@\d+)/, ([session, window]) =>
      Notification.SessionWindowChanged({ sessionId: session as SessionId, windowId: window as WindowId })
    )
  ],
  ["window-add", windowAdded(true)],
  ["unlinked-window-add", windowAdded(false)],
  ["window-close", windowClosed(true)],
  ["unlinked-window-close", windowClosed(false)],
  ["window-renamed", windowRenamed(true)],
  ["unlinked-window-renamed", windowRenamed(false)],
  [
    "window-pane-changed",
    reader(/^(@\d+) (%\d+)/, ([window, pane]) =>
      Notification.WindowPaneChanged({ windowId: window as WindowId, paneId: pane as PaneId })
    )
  ],
  ["layout-change", reader(/^(@\d+)/, ([id]) => Notification.LayoutChanged({ windowId: id as WindowId }))],
  ["pane-mode-changed", reader(/^(%\d+)/, ([id]) => Notification.PaneModeChanged({ paneId: id as PaneId }))],
  [
    "output",
    reader(/^(%\d+) (.*)$/s, ([id, text = ""]) =>
      Notification.Output({ paneId: id as PaneId, text: unescapeOctal(text) })
    )
  ],
  [
    "extended-output",
    reader(/^(%\d+) .*? : (.*)$/s, ([id, text = ""]) =>
      Notification.Output({ paneId: id as PaneId, text: unescapeOctal(text) })
    )
  ],
  ["message", reader(/^(.*)$/s, ([text = ""]) => Notification.Message({ text }))],
  ["exit", reader(/^(.*)$/s, ([reason = ""]) => Notification.Exited({ reason }))]
])

const useless = new Set([
  "config-error",
  "continue",
  "pause",
  "paste-buffer-changed",
  "paste-buffer-deleted",
  "session-closed",
  "unlinked-window-pane-changed"
])

/** Reads a line that stands outside a `%begin` … `%end` block. */
export const parseNotification = (line: string): Notification | null => {
  const found = /^%([a-z-]+)(?: (.*))?$/s.exec(line)
  const keyword = found?.[1]
  if (keyword === undefined) return null
  const rest = found?.[2] ?? ""
  const known = readers.get(keyword)
  if (known !== undefined) return known(rest)
  return useless.has(keyword) ? Notification.Other({ keyword, rest }) : null
}
