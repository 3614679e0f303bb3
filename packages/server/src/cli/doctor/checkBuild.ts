/** Whether the daemon that runs is of the build that is here: after `git pull` it may be of the former one. */
import { Effect, Option, Schema } from "effect"
import { readFileSync } from "node:fs"
import { runTmux } from "../runTmux.ts"
import { type Check, problem } from "./Check.ts"

const decode = Schema.decodeUnknownOption(Schema.fromJsonString(Schema.Struct({ sourceHash: Schema.String })))

/** `running` is what the supervisor has noted in tmux, with the quotes of the file; empty where none runs. Pure. */
export const judgeBuild = (running: string, stamp: string): ReadonlyArray<Check> => {
  const here = Option.getOrNull(decode(stamp))?.sourceHash ?? ""
  const other = running.replaceAll('"', "")
  return other === "" || here === "" || other === here
    ? []
    : [problem("build", "the running daemon is of another build than the one here", "run: opensessions restart")]
}

const stampOf = (installation: string) =>
  Effect.sync(() => {
    try {
      return readFileSync(`${installation}/dist/build.json`, "utf8")
    } catch {
      return ""
    }
  })

export const checkBuild = Effect.fn("checkBuild")(function* (installation: string) {
  const running = yield* Effect.orElseSucceed(runTmux("show-options", "-gqv", "@opensessions-build"), () => "")
  return judgeBuild(running, yield* stampOf(installation))
})
