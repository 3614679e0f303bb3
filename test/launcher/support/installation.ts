/** A clone of ours in a place of its own, with a stub where the daemon and the command line would be. */
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"

const clone = fileURLToPath(new URL("../../..", import.meta.url))

export interface Installation extends Disposable {
  /** Everything of this test is in here. */
  readonly directory: string
  readonly root: string
  readonly launcher: string
}

export interface InstallationOptions {
  /** The name of its directory. */
  readonly name?: string
  /** False: as after `git clone`, nothing installed. */
  readonly installed?: boolean
}

const shellFiles = ["bin", "libexec", "opensessions.tmux", "integrations/tmux-plugin/scripts"]

/** Prints its arguments, so that a test sees that Node was started and with what; restarts the stub as the real one does. */
const stubCli =
  `import { readFileSync } from "node:fs"
if (process.argv[2] === "restart") {
  process.kill(Number(readFileSync(process.env.STUB_DIRECTORY + "/pid", "utf8")), "SIGUSR2")
}
` + "console.log(JSON.stringify({ cli: process.argv.slice(2), node: process.version }))\n"

/** Puts there what `npm install` and the build make. */
export const install = (root: string): void => {
  mkdirSync(join(root, "node_modules", ".bin"), { recursive: true })
  mkdirSync(join(root, "node_modules", "effect"), { recursive: true })
  mkdirSync(join(root, "dist"), { recursive: true })
  symlinkSync(process.execPath, join(root, "node_modules", ".bin", "node"))
  writeFileSync(join(root, "node_modules", ".package-lock.json"), "{}")
  cpSync(fileURLToPath(new URL("../fixtures/stubDaemon.mjs", import.meta.url)), join(root, "dist", "main.mjs"))
  writeFileSync(join(root, "dist", "cli.mjs"), stubCli)
  writeFileSync(join(root, "dist", "build.json"), '{\n  "version": "0.1.0",\n  "sourceHash": "first"\n}\n')
}

export const makeInstallation = (options: InstallationOptions = {}): Installation => {
  const { installed = true, name = "opensessions" } = options
  const directory = realpathSync(mkdtempSync("/tmp/os-launcher-"))
  const root = join(directory, name)
  for (const file of shellFiles) {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    cpSync(join(clone, file), join(root, file), { recursive: true })
  }
  writeFileSync(join(root, "package.json"), '{ "version": "0.1.0" }\n')
  utimesSync(join(root, "package.json"), 1_000_000, 1_000_000)
  if (installed) install(root)
  return {
    directory,
    root,
    launcher: join(root, "bin", "opensessions"),
    [Symbol.dispose]: () => rmSync(directory, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 })
  }
}
