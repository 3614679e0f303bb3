/** Where a new session may be made: recent directories, those of the sessionizer, repositories, and any typed path. */
import type { Directory } from "@opensessions/protocol/Directory"
import { Config, Context, Duration, Effect, Layer } from "effect"
import { readdir } from "node:fs/promises"
import { homedir } from "node:os"
import { basename, dirname, join, resolve } from "node:path"
import { SessionStore } from "../store/SessionStore.ts"
import { Tmux } from "../tmux/Tmux.ts"
import { chooseDirectories, isPath } from "./chooseDirectories.ts"
import { scanDirectories } from "./scanDirectories.ts"

/** What was found is offered for so long without looking again: a picker is typed in, key by key. */
const fresh = Duration.seconds(10)

const variable = (name: string) => Config.String(name).pipe(Config.withDefault(""), Effect.orDie)

const digits = (text: string): number => (/^\d{1,2}$/.test(text) ? Number(text) : 3)

const completions = async (typed: string, home: string): Promise<ReadonlyArray<Directory>> => {
  const whole = typed.startsWith("~") ? `${home}${typed.slice(1)}` : typed.startsWith("/") ? typed : join(home, typed)
  const parent = whole.endsWith("/") ? whole : dirname(whole)
  const prefix = whole.endsWith("/") ? "" : basename(whole)
  const entries = await readdir(parent, { withFileTypes: true }).catch(() => [])
  return entries
    .filter((entry) => entry.isDirectory() || entry.isSymbolicLink())
    .filter(({ name }) => name.startsWith(prefix) && (prefix.startsWith(".") || !name.startsWith(".")))
    .map(({ name }) => ({ path: join(resolve(parent), name), kind: "path" as const }))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1))
}

export class Directories extends Context.Service<
  Directories,
  {
    /** The best ones for what was typed; all recent ones and some more for nothing. */
    find(typed: string): Effect.Effect<ReadonlyArray<Directory>>
  }
>()("@opensessions/runtime/sessions/Directories") {
  /** Needs `SessionStore` and `Tmux`, which knows the variables of the user's sessions. */
  static readonly layer = Layer.effect(
    Directories,
    Effect.gen(function* () {
      const store = yield* SessionStore
      const tmux = yield* Tmux
      const home = homedir()

      /** The daemon's own environment is that of the terminal that started it; tmux's may be newer. */
      const setting = Effect.fnUntraced(function* (name: string) {
        const [line = ""] = yield* Effect.orElseSucceed(tmux.run(["show-environment", "-g", name]), () => [])
        return line.startsWith(`${name}=`) ? line.slice(name.length + 1) : yield* variable(name)
      })

      const scan = Effect.gen(function* () {
        const roots = (yield* setting("SESSIONIZER_DIR")).split(":").filter((root) => root !== "")
        const depth = digits(yield* setting("SESSIONIZER_MAXDEPTH"))
        const scans = [
          ...(roots.length === 0 ? [] : [{ roots, depth, repositoriesOnly: false }]),
          { roots: [home], depth: 3, repositoriesOnly: true }
        ]
        return (yield* Effect.promise(() => Promise.all(scans.map(scanDirectories)))).flat()
      })
      const scanned = yield* Effect.cachedWithTTL(scan, fresh)

      const recent = Effect.map(store.state, ({ sessions }) =>
        sessions.flatMap(({ agents, directory, git }) => [
          directory,
          ...(git === null ? [] : [git.root]),
          ...agents.flatMap(({ cwd }) => (cwd === null ? [] : [cwd]))
        ])
      )

      return Directories.of({
        find: Effect.fn("Directories.find")(function* (typed: string) {
          if (isPath(typed)) return yield* Effect.promise(() => completions(typed, home))
          const lately = (yield* recent).map((path): Directory => ({ path, kind: "recent" }))
          return chooseDirectories([...lately, ...(yield* scanned)], typed, home)
        })
      })
    })
  )
}
