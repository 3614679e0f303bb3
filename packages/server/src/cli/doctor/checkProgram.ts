/** This program: its version, its build, and the Node that runs it. */
import { Effect } from "effect"
import { existsSync } from "node:fs"
import { versionOf } from "../../version.ts"
import { type Check, fine, problem } from "./Check.ts"

/** OpenTUI is loaded through `node:ffi`, which is there from this version on. */
const isOldNode = (version: string): boolean => {
  const [major = 0, minor = 0] = version.replace(/^v/, "").split(".").map(Number)
  return major < 26 || (major === 26 && minor < 4)
}

export const judgeNode = (version: string, path: string): Check =>
  isOldNode(version)
    ? problem("node", `${version} (${path}) is too old`, "start it with bin/opensessions, which has the right one")
    : fine("node", `${version} (${path})`)

export const checkProgram = (installation: string): Effect.Effect<ReadonlyArray<Check>> =>
  Effect.sync(() => {
    const version = fine("opensessions", `${versionOf(installation)} in ${installation}`)
    const build = existsSync(`${installation}/dist/build.json`)
      ? []
      : [problem("build", "there is no bundle", "run: npm run build")]
    return [version, ...build, judgeNode(process.version, process.execPath)]
  })
