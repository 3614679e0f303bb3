/** `opensessions theme`. */
import { themeNames } from "@opensessions/sidebar/themes/themeNamed"
import { Console, Effect, Option } from "effect"
import { Argument, Command } from "effect/cli"
import { CliFailed } from "../CliFailed.ts"
import { Daemon } from "../Daemon.ts"
import { readState } from "../readState.ts"

const set = Effect.fnUntraced(function* (theme: string) {
  if (!themeNames.includes(theme))
    return yield* new CliFailed({ reason: `there is no theme '${theme}'; see: opensessions theme`, status: 1 })
  const daemon = yield* Daemon
  yield* daemon.ask({ path: "/commands/theme", body: { theme } })
})

const list = Effect.gen(function* () {
  const { theme } = yield* readState
  for (const name of themeNames) yield* Console.log(name === theme ? `* ${name}` : `  ${name}`)
})

export const theme = Command.make(
  "theme",
  {
    name: Argument.String("name").pipe(
      Argument.withDescription("The theme to take. Without it: all themes, the present one marked"),
      Argument.optional
    )
  },
  ({ name }) => Option.match(name, { onNone: () => list, onSome: set })
).pipe(
  Command.withDescription("Set the theme of all sidebars, or list the themes"),
  Command.withExamples([
    { command: "opensessions theme", description: "What there is" },
    { command: "opensessions theme nord", description: "For all sidebars, at once, and kept" }
  ])
)
