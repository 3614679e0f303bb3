/** What keys do too: `toggle`, `focus`, `hide`, `even-horizontal`, `switch`, `next`, `previous`, `jump`. They start the daemon. */
import { Argument, Command } from "effect/cli"
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
  ({ session }) => becomeLauncher("switch", "--", session)
).pipe(
  Command.withDescription("Switch to a session"),
  Command.withExamples([
    { command: "opensessions switch api", description: "By name" },
    { command: "opensessions switch 3", description: "To the third one in the sidebar" }
  ])
)
