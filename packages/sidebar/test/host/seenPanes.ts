/** Panes of a private tmux as the daemon's topology would name them. */
import { ClientName, PaneId, SessionId, WindowId } from "@opensessions/protocol/Ids"
import { Effect } from "effect"
import type { SeenPane } from "../../src/services/PaneSource.ts"
import type { PrivateTmux } from "./privateTmux.ts"

export const alice = ClientName.make("/dev/pts/alice")
export const bob = ClientName.make("/dev/pts/bob")

/** All panes, each seen by this client. */
export const panesOf = (tmux: PrivateTmux, client = alice): Effect.Effect<ReadonlyArray<SeenPane>> =>
  Effect.gen(function* () {
    const format = "#{pane_id} #{pane_tty} #{pane_width} #{pane_height} #{window_id} #{session_id}"
    const listed = yield* tmux.run("list-panes", "-a", "-F", format)
    return listed.split("\n").map((line): SeenPane => {
      const [paneId, tty, width, height, windowId] = line.split(" ") as [string, string, string, string, string, string]
      return {
        paneId: PaneId.make(paneId),
        tty,
        width: Number(width),
        height: Number(height),
        windowId: WindowId.make(windowId),
        sessionId: SessionId.make("$1"),
        client,
        active: true
      }
    })
  })
