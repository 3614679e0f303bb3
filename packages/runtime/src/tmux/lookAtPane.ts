/** One look at a pane's visible screen. */
import type { PaneId } from "@opensessions/protocol/Ids"
import { Effect } from "effect"
import type { Tmux } from "./Tmux.ts"

/**
 * The screen as plain lines, top to bottom, without trailing spaces and control characters. Lines stay as they are on
 * the screen (`-J` would join what an agent's own layout broke where it reached the edge). In copy mode this is what the
 * program shows, not what the person scrolled to.
 */
export const lookAtPane = (tmux: Tmux["Service"], paneId: PaneId) =>
  Effect.map(tmux.run(["capture-pane", "-p", "-t", paneId]), (lines) =>
    lines.map((line) => line.replaceAll(/[\u0000-\u001f\u007f-\u009f]/g, "").trimEnd())
  )
