/** `opensessions new`. */
import { PaneId } from "@opensessions/protocol/Ids"
import { Effect, Option, Schema } from "effect"
import { Argument, Command, Flag } from "effect/cli"
import { resolve } from "node:path"
import { Daemon } from "../Daemon.ts"
import { LauncherFailed, runLauncher } from "../launcher.ts"

const isPaneId = Schema.is(PaneId)

export const newSession = Command.make(
  "new",
  {
    directory: Argument.String("directory").pipe(
      Argument.withDescription("Where it is made. Default: the present directory"),
      Argument.optional
    ),
    name: Flag.String("name").pipe(Flag.withDescription("Its name. Default: that of the directory"), Flag.optional)
  },
  Effect.fn(function* ({ directory, name }) {
    const status = yield* runLauncher("_ensure")
    if (status !== 0) return yield* new LauncherFailed({ status })
    const daemon = yield* Daemon
    const pane = process.env["TMUX_PANE"]
    yield* daemon.ask({
      path: "/commands/new",
      body: {
        directory: resolve(Option.getOrElse(directory, () => ".")),
        name: Option.getOrNull(name),
        origin: { paneId: isPaneId(pane) ? pane : null }
      }
    })
  })
).pipe(
  Command.withDescription("Make a session in a directory, and switch to it"),
  Command.withExamples([
    { command: "opensessions new", description: "Here" },
    { command: "opensessions new ~/code/api --name api", description: "There, under that name" }
  ])
)
