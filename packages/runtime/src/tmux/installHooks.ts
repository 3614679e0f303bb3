/** Sets our hooks for as long as a scope lasts, and sets them again when somebody took them away. */
import { Effect, type Scope, Stream } from "effect"
import { firstIndex, type Hook, listHooks, ownHooksAmong, removeHook, setHook } from "./hooks.ts"
import { Tmux } from "./Tmux.ts"
import type { TmuxCommand, TmuxError } from "./TmuxError.ts"
import { hooksRing } from "./topologyRings.ts"

/** Hooks of this tmux server as they are now. */
const present = Effect.fnUntraced(function* (tmux: Tmux["Service"]) {
  const lists = yield* Effect.forEach(listHooks, (command) => tmux.run(command))
  return ownHooksAmong([...new Set(lists.flat())])
})

const each = (tmux: Tmux["Service"], commands: ReadonlyArray<TmuxCommand>) =>
  Effect.forEach(commands, (command) => Effect.result(tmux.run(command)), { concurrency: "unbounded" })

/**
 * Installs `hooks`; gives the names that this tmux does not know. They go with the scope, and what an earlier daemon of
 * ours left at our indexes goes now. A reloaded configuration that clears hooks (S48) brings them back.
 */
export const installHooks = Effect.fn("installHooks")(function* (
  hooks: ReadonlyArray<Hook>
): Effect.fn.Return<ReadonlySet<string>, TmuxError, Tmux | Scope.Scope> {
  const tmux = yield* Tmux

  const install = Effect.fnUntraced(function* () {
    const wanted = new Set(hooks.map((hook) => hook.name))
    const old = (yield* present(tmux)).filter(({ index, name }) => index !== firstIndex || !wanted.has(name))
    yield* each(
      tmux,
      old.map(({ index, name }) => removeHook(name, index))
    )
    const results = yield* each(tmux, hooks.map(setHook))
    const unknown = hooks.filter((_hook, index) => results[index]?._tag === "Failure").map((hook) => hook.name)
    if (unknown.length > 0) yield* Effect.logDebug("hooks that this tmux does not know", unknown)
    return new Set(unknown)
  })

  const repair = Effect.fnUntraced(function* (unknown: ReadonlySet<string>) {
    const there = new Set((yield* present(tmux)).map((hook) => hook.name))
    if (hooks.every((hook) => there.has(hook.name) || unknown.has(hook.name))) return
    yield* Effect.logInfo("hooks of ours were gone and are set again")
    yield* install()
  })

  const unknown = yield* Effect.acquireRelease(install(), () => {
    const remove = each(
      tmux,
      hooks.map((hook) => removeHook(hook.name))
    )
    return remove.pipe(Effect.timeout("1 second"), Effect.ignore)
  })
  yield* tmux.notifications.pipe(
    Stream.filter(
      (notification) =>
        notification._tag === "Reconnected" || (notification._tag === "Rang" && notification.ring[0] === hooksRing)
    ),
    Stream.debounce("50 millis"),
    Stream.runForEach(() => Effect.ignore(repair(unknown))),
    Effect.forkScoped({ startImmediately: true })
  )
  return unknown
})
