/**
 * The bundle's `main.mjs`: starts the daemon that fits. One that plugins can import from holds all of `effect`, which
 * takes 40 ms more at every start; so it is started only where there are plugins. One without a supervisor could not be
 * exchanged when the first plugin comes, so it is prepared for it.
 */
import { readdirSync, readFileSync } from "node:fs"
import { homedir } from "node:os"
import { join } from "node:path"

const { OPENSESSIONS_READY: supervised, XDG_CONFIG_HOME: configHome = "" } = process.env
const home = configHome.startsWith("/") ? configHome : join(homedir(), ".config")
const directory = join(home, "opensessions")

const orNothing = <A>(read: () => A, nothing: A): A => {
  try {
    return read()
  } catch {
    return nothing
  }
}

const hasFiles = orNothing(() => readdirSync(join(directory, "plugins")), []).some((name) => /\.m?[jt]s$/u.test(name))
const namesSome = /"plugins"\s*:\s*\[\s*"/u.test(
  orNothing(() => readFileSync(join(directory, "config.json"), "utf8"), "")
)

const program = hasFiles || namesSome || supervised === undefined ? "extensible.mjs" : "daemon.mjs"

await import(new URL(`./${program}`, import.meta.url).href)
