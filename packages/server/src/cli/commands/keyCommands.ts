/** What keys do too: `toggle`, `focus`, `hide`, `even-horizontal`, `switch`, `next`, `previous`, `jump`. They start the daemon. */
import { Effect } from "effect"
import { Argument, Command } from "effect/cli"
import { Daemon } from "../Daemon.ts"
import { becomeLauncher } from "../launcher.ts"

const key = (name: string, description: string) =>
  Command.make(name, {}, () => becomeLauncher(name)).pipe(
    Command.withDescription(description),
    Command.withExamples([
      { command: `opensessions ${name}`, description: "Where it is typed" },
      { command: `bind-key F9 run-shell -b 'opensessions ${name}'`, description: "On a key, in tmux.conf" }
    ])
  )

export const toggle = key("toggle", "Hide the sidebar where one is shown, else show it everywhere")
export const focus = key("focus", "Show the sidebar and focus it")
export const hide = key("hide", "Hide the sidebar everywhere")
export const evenHorizontal = key(
  "even-horizontal",
  "Lay the panes of this window side by side, all of one width, beside the sidebar"
)
export const next = key("next", "Switch to the next session that is shown")
export const previous = key("previous", "Switch to the previous session that is shown")
export const jump = key("jump", "Go to the agent that needs you: waiting first, longest waiting first")

export const switchTo = Command.make(
  "switch",
  {
    session: Argument.String("session").pipe(
      Argument.withDescription("Its exact name, else its id ($3), else its number in the sidebar")
    )
  },
  Effect.fn(function* ({ session }) {
    // The launcher found no session of tmux.
    if (process.env["OPENSESSIONS_ELSEWHERE"] === undefined) return yield* becomeLauncher("switch", "--", session)
    const daemon = yield* Daemon
    const index = /^[1-9]\d{0,3}$/.test(session) ? { index: Number(session) } : { session }
    yield* daemon.ask({ path: "/commands/switch", body: index })
  })
).pipe(
  Command.withDescription("Switch to a session"),
  Command.withExamples([
    { command: "opensessions switch api", description: "By name" },
    { command: "opensessions switch 3", description: "To the third one in the sidebar" }
  ])
)
