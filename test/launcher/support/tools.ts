/** A PATH with nothing on it but what is named, so that a machine can lack a program. */
import { execFileSync } from "node:child_process"
import { chmodSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs"
import { join } from "node:path"

/** What every machine has. */
const basics = [
  "awk",
  "cat",
  "cut",
  "date",
  "dirname",
  "env",
  "grep",
  "head",
  "ln",
  "mkdir",
  "mktemp",
  "mv",
  "od",
  "ps"
]
const others = ["readlink", "rm", "sed", "setsid", "sh", "sleep", "sort", "tail", "touch", "tr", "uname", "wc"]

/** Links the programs into a directory and gives it. `scripts` are programs written for the test. */
export const tools = (
  directory: string,
  options: { readonly with?: ReadonlyArray<string>; readonly scripts?: Readonly<Record<string, string>> } = {}
): string => {
  const bin = join(directory, "tools")
  mkdirSync(bin)
  for (const name of [...basics, ...others, ...(options.with ?? [])]) {
    const path = execFileSync("/bin/sh", ["-c", `command -v ${name}`], { encoding: "utf8" }).trim()
    if (!existsSync(join(bin, name)) && path.startsWith("/")) symlinkSync(path, join(bin, name))
  }
  for (const [name, text] of Object.entries(options.scripts ?? {})) {
    writeFileSync(join(bin, name), text)
    chmodSync(join(bin, name), 0o755)
  }
  return bin
}
