/**
 * Packs what is published, installs it in an empty project, and compiles and runs the tutorial's plugin there:
 * `npm run check:packages`.
 */
import { execFileSync } from "node:child_process"
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { buildPackage } from "./publishable.ts"

const root = join(import.meta.dirname, "../..")
const scratch = mkdtempSync(join(tmpdir(), "opensessions-packages-"))
const project = join(scratch, "project")
const home = join(scratch, "home")

const run = (program: string, words: ReadonlyArray<string>, cwd: string): string =>
  execFileSync(program, [...words], { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] })

const pack = (name: string): string => {
  const staged = join(scratch, name)
  mkdirSync(staged)
  buildPackage(join(root, "packages", name), staged)
  return join(staged, run("npm", ["pack", "--silent"], staged).trim())
}

/** The whole watcher, and the line that makes a plugin of it. */
const tutorial = (): string => {
  const page = readFileSync(join(root, "docs/tutorials/write-a-watcher.md"), "utf8")
  const blocks = [...page.matchAll(/```ts\n([^]*?)```/gu)].map(([, text]) => text!)
  return [
    'import type { Plugin } from "@opensessions/runtime/plugins/Plugin"',
    blocks.find((text) => text.includes("watchers.register"))!,
    "export default Ponder satisfies Plugin"
  ].join("\n")
}

/** Builds the plugin as the daemon would, and ends when it has told of our own process. */
const program = `
import { AgentWatchers } from "@opensessions/runtime/agents/AgentWatchers"
import { FileEvents } from "@opensessions/runtime/files/FileEvents"
import { FileTail } from "@opensessions/runtime/files/FileTail"
import { ProcessTable } from "@opensessions/runtime/processes/ProcessTable"
import { Effect, Layer, Stream } from "effect"
import { mkdirSync, writeFileSync } from "node:fs"
import ponder from "./ponder.ts"

const directory = process.env["HOME"] + "/.ponder"
mkdirSync(directory)
writeFileSync(directory + "/" + process.pid + ".json", JSON.stringify({ thread: "t-1", state: "asking", topic: "Mend it" }))
const services = Layer.mergeAll(FileEvents.layer, FileTail.layer, ProcessTable.layer)
const said = Effect.gen(function* () {
  const { events } = yield* AgentWatchers
  const [event] = yield* Stream.runCollect(Stream.take(events, 1))
  if (event?._tag !== "ThreadReported" || event.evidence?.status !== "waiting") return yield* Effect.die(event)
  return event.details.threadName
})
const told = said.pipe(
  Effect.timeout("20 seconds"),
  Effect.provide(ponder.pipe(Layer.provide(services), Layer.provideMerge(AgentWatchers.layer)))
)
process.stdout.write(String(await Effect.runPromise(told)))
`

const options = {
  compilerOptions: {
    strict: true,
    noEmit: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: false,
    module: "nodenext",
    target: "esnext",
    lib: ["esnext", "dom"],
    types: ["node"],
    allowImportingTsExtensions: true
  }
}

try {
  const tarballs = ["protocol", "runtime"].map(pack)
  mkdirSync(project)
  mkdirSync(home)
  const { devDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    devDependencies: Record<string, string>
  }
  const files = {
    "package.json": { name: "empty", private: true, type: "module" },
    "tsconfig.json": options
  }
  for (const [name, json] of Object.entries(files)) writeFileSync(join(project, name), JSON.stringify(json))
  writeFileSync(join(project, "ponder.ts"), tutorial())
  writeFileSync(join(project, "run.ts"), program)
  const tools = ["typescript", "@types/node"].map((name) => `${name}@${devDependencies[name]}`)
  run("npm", ["install", "--silent", "--no-audit", "--no-fund", "--prefer-offline", ...tarballs, ...tools], project)
  run(join(project, "node_modules/.bin/tsc"), ["-p", "."], project)
  const environment = { ...process.env, HOME: home }
  const said = execFileSync(process.execPath, ["run.ts"], { cwd: project, env: environment, encoding: "utf8" })
  if (said !== "Mend it") throw new Error(`the tutorial's plugin said ${said}`)
  process.stdout.write("packages: installed, compiled against and run\n")
} finally {
  rmSync(scratch, { recursive: true, force: true })
}
