/** tmux: is it there, new enough, and of the running server's version? And is the plugin loaded? */
import { Effect } from "effect"
import { runTmux } from "../runTmux.ts"
import { type Check, fine, note, problem } from "./Check.ts"

const number = (version: string): string => version.replace(/^tmux /, "")

/** Builds without a number (master) are taken to be new. */
export const isOldTmux = (version: string): boolean => {
  const found = /(\d+)\.(\d+)/.exec(version)
  if (found === null) return false
  const [major, minor] = [Number(found[1]), Number(found[2])]
  return major < 3 || (major === 3 && minor < 2)
}

const inServer = "#{version}\t#{socket_path}\t#{@opensessions-dir}"

/** What the program `tmux` and the server at the other end say. Pure. */
export const judgeTmux = (
  program: string | null,
  server: string | null,
  installation: string
): ReadonlyArray<Check> => {
  if (program === null) return [problem("tmux", "is not installed", "install tmux 3.2 or later")]
  const version = number(program)
  if (isOldTmux(version)) return [problem("tmux", `${version} is too old`, "install tmux 3.2 or later")]
  if (server === null) return [note("tmux", `${version}; no server runs here`, "start one with: opensessions")]
  const [running = "", socket = "", plugin = ""] = server.split("\t")
  const sameVersion =
    running === version
      ? fine("tmux", `${version}, server at ${socket}`)
      : problem(
          "tmux",
          `the server is ${running}, the program ${version}: they may not understand each other`,
          "end all sessions (tmux kill-server) and start tmux again"
        )
  return [sameVersion, judgePlugin(plugin, installation)]
}

const judgePlugin = (directory: string, installation: string): Check => {
  const line = `source-file '${installation}/opensessions.tmux'`
  if (directory === "")
    return note("keys", "the tmux plugin is not loaded, so no keys are bound", `add to tmux.conf: ${line}`)
  if (directory === installation) return fine("keys", "bound by the tmux plugin (prefix o ? shows them)")
  return problem("keys", `bound by another installation, ${directory}`, `load one of them only: ${line}`)
}

const orNull = <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.orElseSucceed(effect, () => null)

export const checkTmux = Effect.fn("checkTmux")(function* (installation: string) {
  const program = yield* orNull(runTmux("-V"))
  const server = program === null ? null : yield* orNull(runTmux("display-message", "-p", inServer))
  return judgeTmux(program, server, installation)
})
