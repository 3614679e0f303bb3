/** The terminal that this program was started in, as the one pane of a sidebar. */
import { ClientName, type PaneId, type SessionId, type WindowId } from "@opensessions/protocol/Ids"
import type { SeenPane } from "@opensessions/sidebar/services/PaneSource"
import { Effect, Queue, Schema, Stream } from "effect"
import { execFileSync } from "node:child_process"

export class NoTerminal extends Schema.TaggedError<NoTerminal>()("NoTerminal", {}) {
  override get message(): string {
    return "a sidebar needs a terminal: run it in one, or in a popup of tmux"
  }
}

/** A screen of its own. What is painted there sets the modes of mouse and paste itself. */
const enter = "\x1b[?1049h\x1b[2J\x1b[H"
const leave = "\x1b[?2026l\x1b[?1000l\x1b[?1002l\x1b[?1006l\x1b[?2004l\x1b[?7h\x1b[0m\x1b[?25h\x1b[?1049l"

/** The device; `tty` is there on every system. */
const device = Effect.try({
  try: () => execFileSync("tty", { stdio: ["inherit", "pipe", "ignore"], encoding: "utf8" }).trim(),
  catch: () => new NoTerminal()
})

/** The session of tmux that this terminal is a pane of; none outside tmux. */
const ownSession = (tmux: string | undefined): SessionId => {
  const number = tmux?.split(",").at(-1) ?? ""
  return (/^\d+$/.test(number) ? `$${number}` : "") as SessionId
}

/** The pane again after each change of its size. The terminal is given back as it was when the scope closes. */
export const ownTerminal = Effect.fnUntraced(function* (env: Readonly<Record<string, string | undefined>>) {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return yield* new NoTerminal()
  const tty = yield* device
  yield* Effect.acquireRelease(
    Effect.sync(() => {
      // It remembers the terminal's modes; the host reads from the device itself.
      process.stdin.setRawMode(true)
      process.stdout.write(enter)
    }),
    () =>
      Effect.sync(() => {
        process.stdout.write(leave)
        process.stdin.setRawMode(false)
      })
  )
  const pane = (): SeenPane => ({
    tty,
    paneId: (env["TMUX_PANE"] ?? "%0") as PaneId,
    windowId: "@0" as WindowId,
    sessionId: ownSession(env["TMUX"]),
    client: ClientName.make(tty),
    width: process.stdout.columns,
    height: process.stdout.rows,
    active: true,
    // Nearly every terminal knows links or passes over them; the console of Linux would show them.
    links: env["TERM"] !== "linux" && env["TERM"] !== "dumb"
  })
  return Stream.callback<SeenPane>((queue) =>
    Effect.acquireRelease(
      Effect.sync(() => {
        const tell = () => void Queue.offerUnsafe(queue, pane())
        process.stdout.on("resize", tell)
        tell()
        return tell
      }),
      (tell) => Effect.sync(() => process.stdout.off("resize", tell))
    )
  )
})
