/** `opensessions theme`. */
import { Console, Effect, Option } from "effect"
import { Argument, Command } from "effect/cli"
import { Daemon } from "../Daemon.ts"
import { jsonFlag } from "../jsonFlag.ts"
import { printJson } from "../printJson.ts"
import { readState } from "../readState.ts"

/** Their colours take their time to compute, which no other command should wait for. */
const allThemes = Effect.promise(() => import("@opensessions/sidebar/themes/themeNamed"))

const set = Effect.fnUntraced(function* (theme: string) {
  const daemon = yield* Daemon
  yield* daemon.ask({ path: "/commands/theme", body: { theme } })
})

const list = Effect.fnUntraced(function* (json: boolean) {
  const { themeNames } = yield* allThemes
  const { theme, themes } = yield* readState
  const names = [...new Set([...themeNames, ...Object.keys(themes)])]
  if (json) return yield* printJson({ theme, themes: names })
  for (const name of names) yield* Console.log(name === theme ? `* ${name}` : `  ${name}`)
})

export const theme = Command.make(
  "theme",
  {
    name: Argument.String("name").pipe(
      Argument.withDescription("The theme to take. Without it: all themes, the present one marked"),
      Argument.optional
    ),
    json: jsonFlag
  },
  ({ json, name }) => Option.match(name, { onNone: () => list(json), onSome: set })
).pipe(
  Command.withDescription("Set the theme of all sidebars, or list the themes"),
  Command.withExamples([
    { command: "opensessions theme", description: "What there is" },
    { command: "opensessions theme nord", description: "For all sidebars, at once, and kept" }
  ])
)
