/** The directories: is the runtime directory this user's alone, and can the others be written? */
import type { DaemonPlaces } from "@opensessions/runtime/config/DaemonPlaces"
import { Effect } from "effect"
import { accessSync, constants, existsSync } from "node:fs"
import { dirname } from "node:path"
import { trustRuntimeDirectory } from "../../daemon/runtimeDirectory.ts"
import { type Check, fine, note, problem } from "./Check.ts"

const canWrite = (path: string): boolean => {
  try {
    accessSync(path, constants.W_OK)
    return true
  } catch {
    return false
  }
}

/** The nearest thing above a path that is there: it decides whether the path can be made. */
const nearest = (path: string): string => (existsSync(path) || path === dirname(path) ? path : nearest(dirname(path)))

const writable = (name: string, path: string): Check =>
  canWrite(nearest(path))
    ? fine(name, path)
    : problem(
        name,
        `${path} can't be written, so nothing is remembered there`,
        `give yourself access: chmod u+rwx ${nearest(path)}`
      )

const runtime = Effect.fnUntraced(function* (places: DaemonPlaces) {
  const { runtimeDirectory } = places
  if (!existsSync(runtimeDirectory)) return note("runtime", `${runtimeDirectory} is made when the daemon starts`)
  const unsafe = yield* Effect.flip(trustRuntimeDirectory(places)).pipe(Effect.option)
  return unsafe._tag === "None"
    ? fine("runtime", runtimeDirectory)
    : problem("runtime", unsafe.value.message, `remove it: rm -rf ${runtimeDirectory}`)
})

export const checkPlaces = Effect.fn("checkPlaces")(function* (places: DaemonPlaces) {
  return [yield* runtime(places), writable("config", places.configDirectory), writable("memory", places.stateDirectory)]
})
