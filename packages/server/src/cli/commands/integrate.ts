/** `opensessions integrate`. */
import { Effect } from "effect"
import { Argument, Command, Flag } from "effect/cli"
import { jsonFlag } from "../jsonFlag.ts"

export const integrate = Command.make(
  "integrate",
  {
    agent: Argument.String("agent").pipe(
      Argument.withDescription("claude-code, codex, opencode, amp, pi or gemini. Default: every one that is used here"),
      Argument.optional
    ),
    status: Flag.Boolean("status").pipe(
      Flag.withDescription("Tell what is installed, and in which file; change nothing"),
      Flag.withDefault(false)
    ),
    uninstall: Flag.Boolean("uninstall").pipe(
      Flag.withDescription("Take away what was installed, and nothing else"),
      Flag.withDefault(false)
    ),
    json: jsonFlag
  },
  Effect.fn(function* (request) {
    // What it needs is no other command's to load.
    const { integrateAgents } = yield* Effect.promise(() => import("./integrateAgents.ts"))
    yield* integrateAgents(request)
  })
).pipe(
  Command.withDescription("Let agents tell their state themselves, by hooks and plugins that only observe"),
  Command.withExamples([
    { command: "opensessions integrate", description: "Every agent that is used here" },
    { command: "opensessions integrate claude-code", description: "Adds hooks to its settings.json" },
    { command: "opensessions integrate --status", description: "What is installed, and where" },
    { command: "opensessions integrate codex --uninstall", description: "As if it had never been there" }
  ])
)
