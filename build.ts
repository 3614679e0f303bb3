/**
 * Bundles what users run into `dist/`: the daemon (`main.mjs`), a plugin's process (`plugin.mjs`), the command line
 * (`cli.mjs`) and their stamp (`build.json`). Source runs as it is for developers; a bundle starts in a third of the time and half of the memory.
 */
import { createHash } from "node:crypto"
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { type Plugin, rolldown } from "rolldown"

const root = import.meta.dirname
const version: string = JSON.parse(readFileSync(join(root, "package.json"), "utf8")).version

/** They load prebuilt binaries by computed names, so they stay where npm put them. */
const external = ["@parcel/watcher"]

/** Its JavaScript is bundled; the native library is found through `@opentui/core-<platform>` at run time. */
const withoutSideEffects = /[\\/]node_modules[\\/]@opentui[\\/]core[\\/]/

/**
 * An ESM import of `node:http` reads every export of it, and one of them is a getter that loads an HTTP client which
 * nobody here uses: 120 ms of every start. `getBuiltinModule` reads nothing.
 */
const httpWithoutItsClient: Plugin = {
  name: "http-without-its-client",
  resolveId: (source) => (source === "node:http" ? "\0node:http" : null),
  load: (id) => (id === "\0node:http" ? httpModule : null)
}

const httpModule = `const http = process.getBuiltinModule("node:http")
export default http
export const { Agent, ClientRequest, IncomingMessage, METHODS, OutgoingMessage, STATUS_CODES, Server, ServerResponse } = http
export const { createServer, get, globalAgent, maxHeaderSize, request } = http
`

interface Program {
  readonly name: string
  readonly entry: string
}

const programs: ReadonlyArray<Program> = [
  { name: "main", entry: "packages/server/src/main.ts" },
  { name: "plugin", entry: "packages/server/src/plugins/pluginMain.ts" },
  { name: "cli", entry: "packages/server/src/cli.ts" }
]

/** Everything that the bundle is made of, so that a launcher can tell whether it is up to date. */
const hashSources = (): string => {
  const hash = createHash("sha256")
  const files = ["package.json", "build.ts", ...globSync("packages/*/{package.json,src/**/*.ts}", { cwd: root })]
  for (const file of files.sort())
    hash
      .update(file)
      .update("\0")
      .update(readFileSync(join(root, file)))
      .update("\0")
  return hash.digest("hex")
}

/** Writes one program into `directory`, with chunks of its own: a shared one would hold what only the others need. */
const bundle = async ({ entry, name }: Program, directory: string): Promise<void> => {
  const build = await rolldown({
    cwd: root,
    input: { [name]: entry },
    platform: "node",
    external,
    plugins: [httpWithoutItsClient],
    treeshake: {
      moduleSideEffects: [{ test: withoutSideEffects, sideEffects: false }],
      propertyReadSideEffects: false
    },
    logLevel: "warn",
    // A bundle that misses a file of ours would not start; left alone the import is taken for a package's.
    onwarn: (warning, warn) => {
      if (warning.code === "UNRESOLVED_IMPORT") throw new Error(warning.message)
      warn(warning)
    }
  })
  await build.write({
    dir: directory,
    format: "esm",
    entryFileNames: "[name].mjs",
    chunkFileNames: "[name]-[hash].mjs",
    minify: { mangle: false, compress: true, codegen: { removeWhitespace: true } },
    // One character beyond Latin-1 makes V8 keep the whole source in two bytes each: 5 MB instead of 2.5.
    charset: "ascii",
    sourcemap: false
  })
  await build.close()
}

/**
 * A running daemon has its files open or loaded; the directory is exchanged as a whole so that none is half written.
 * Another build may do the same at this moment: the last one wins.
 */
const exchange = (directory: string): void => {
  const dist = join(root, "dist")
  for (let tries = 1; ; tries++) {
    const former = `${directory}-former-${tries}`
    try {
      if (existsSync(dist)) renameSync(dist, former)
      renameSync(directory, dist)
      return
    } catch (error) {
      if (tries === 5) throw error
    } finally {
      rmSync(former, { recursive: true, force: true })
    }
  }
}

const started = performance.now()
// On the file system of `dist`, so that it can be renamed, and ignored by git.
const directory = join(root, `.build/dist-${process.pid}`)
mkdirSync(directory, { recursive: true })
try {
  for (const program of programs) await bundle(program, directory)
  const stamp = { version, sourceHash: hashSources() }
  writeFileSync(join(directory, "build.json"), `${JSON.stringify(stamp, null, 2)}\n`)
  exchange(directory)
} catch (error) {
  rmSync(directory, { recursive: true, force: true })
  throw error
}
process.stdout.write(`build: dist/ in ${Math.round(performance.now() - started)} ms\n`)
