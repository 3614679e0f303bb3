/** Sets our hooks for as long as a scope lasts, and sets them again when somebody took them away. */
import { Effect, type Scope, Stream } from "effect"
import {
  firstIndex,
  type Hook,
  hooksBeside,
  hooksChanged,
  listHooks,
  parseHooks,
  removeHook,
  setHook
} from "./hooks.ts"
import { Tmux } from "./Tmux.ts"
import type { TmuxCommand, TmuxError } from "./TmuxError.ts"
import { hooksRing } from "./topologyRings.ts"

const each = (tmux: Tmux["Service"], commands: ReadonlyArray<TmuxCommand>) =>
  Effect.forEach(commands, (command) => Effect.result(tmux.run(command)), { concurrency: "unbounded" })

const listAll = (tmux: Tmux["Service"]) => Effect.map(tmux.runAll(listHooks), (lists) => lists.flat())

/** Takes away all that stands at our indexes, but for the hooks in `keep`. */
const remove = Effect.fnUntraced(function* (tmux: Tmux["Service"], keep: ReadonlySet<string>) {
  const ours = parseHooks(yield* listAll(tmux)).filter(({ ours }) => ours)
  const superfluous = ours.filter(({ index, name }) => index !== firstIndex || !keep.has(name))
  // First the one that would ring for all the others: at our end a late ring leaves its option behind.
  superfluous.sort((one, other) => Number(other.name === hooksChanged) - Number(one.name === hooksChanged))
  yield* each(
    tmux,
    superfluous.map(({ index, name }) => removeHook(name, index))
  )
})

/**
 * Installs `hooks`. They go with the scope, and what an earlier daemon of ours left at our indexes goes now. A
 * configuration that is loaded again and clears hooks (S48) brings them back. One that this tmux does not know is left out.
 */
export const installHooks = Effect.fn("installHooks")(function* (
  hooks: ReadonlyArray<Hook>
): Effect.fn.Return<void, TmuxError, Tmux | Scope.Scope> {
  const tmux = yield* Tmux
  let settled = ""

  const install = Effect.fnUntraced(function* () {
    const lines = yield* listAll(tmux)
    if (lines.join("\n") === settled) return
    const wanted = hooksBeside(hooks, parseHooks(lines))
    yield* remove(tmux, new Set(wanted.map((hook) => hook.name)))
    const results = yield* each(tmux, wanted.map(setHook))
    const unknown = wanted.filter((_hook, index) => results[index]?._tag === "Failure")
    yield* Effect.logDebug("hooks are set", { unknown: unknown.map((hook) => hook.name) })
    const substitutes = unknown.flatMap(({ command, instead }) =>
      instead === undefined ? [] : [{ name: instead, command }]
    )
    yield* each(tmux, substitutes.map(setHook))
    settled = (yield* listAll(tmux)).join("\n")
  })

  yield* Effect.acquireRelease(install(), () => remove(tmux, new Set()).pipe(Effect.timeout("1 second"), Effect.ignore))
  yield* tmux.notifications.pipe(
    Stream.filter(
      (notification) =>
        notification._tag === "Reconnected" || (notification._tag === "Rang" && notification.ring[0] === hooksRing)
    ),
    Stream.debounce("50 millis"),
    Stream.runForEach(() => Effect.ignore(install())),
    Effect.forkScoped({ startImmediately: true })
  )
})
