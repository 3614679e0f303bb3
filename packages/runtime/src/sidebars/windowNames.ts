/**
 * Keeps windows from being renamed after our holder: tmux names a window by what runs in its active pane, and while the
 * sidebar is that pane the name would flip to `sleep`. The user's format is kept beside and used for every other pane.
 */
import { Effect, Layer } from "effect"
import { Tmux } from "../tmux/Tmux.ts"
import { sidebarOption } from "./holder.ts"

const option = "automatic-rename-format"

/** Where the user's own format stands meanwhile. `uninstall.sh` restores it too. */
export const keptFormat = "@opensessions-automatic-rename-format"

const ours = `#{?${sidebarOption},#{window_name},#{E:${keptFormat}}}`

const valueOf = (lines: ReadonlyArray<string>): string => lines.join("\n")

/** For the life of its scope. A format that the user sets meanwhile is left alone. */
export const keepWindowNames = Layer.effectDiscard(
  Effect.gen(function* () {
    const tmux = yield* Tmux
    const read = Effect.map(tmux.run(["show-options", "-gv", option]), valueOf)
    const users = yield* read
    if (users !== ours) {
      yield* tmux.runAll([
        ["set-option", "-g", keptFormat, users],
        ["set-option", "-g", option, ours]
      ])
    }
    yield* Effect.addFinalizer(() =>
      Effect.gen(function* () {
        const kept = valueOf(yield* tmux.run(["show-options", "-gqv", keptFormat]))
        if ((yield* read) === ours) yield* tmux.run(["set-option", "-g", option, kept])
        yield* tmux.run(["set-option", "-gu", keptFormat])
      }).pipe(Effect.catch((error) => Effect.logDebug("the names of windows were not given back", error)))
    )
  })
)
