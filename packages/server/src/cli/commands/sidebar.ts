/** `opensessions sidebar`. What draws is loaded only then: it takes 100 ms that no other command should wait for. */
import { Effect } from "effect"
import { Command, Flag } from "effect/cli"
import { CliFailed } from "../CliFailed.ts"
import { LauncherFailed, runLauncher } from "../launcher.ts"

export const sidebar = Command.make(
  "sidebar",
  {
    popup: Flag.Boolean("popup").pipe(
      Flag.withDescription("End when it led somewhere: for a popup of tmux"),
      Flag.withDefault(false)
    )
  },
  Effect.fn(function* ({ popup }) {
    const status = yield* runLauncher("_ensure")
    if (status !== 0) return yield* new LauncherFailed({ status })
    const { standalone } = yield* Effect.promise(() => import("../../standalone/standalone.ts"))
    yield* Effect.mapError(standalone({ popup }), ({ message }) => new CliFailed({ reason: message, status: 1 }))
  })
).pipe(
  Command.withDescription("Make this terminal a sidebar, inside or outside tmux"),
  Command.withExamples([
    { command: "opensessions sidebar", description: "Until q or Ctrl-C" },
    {
      command: "bind-key g display-popup -E -w 50 -h 80% 'opensessions sidebar --popup'",
      description: "In a popup, in tmux.conf"
    }
  ])
)
