/** Which processes of a test's world still run, known by a variable in their environment (Linux). */
import { readdir, readFile } from "node:fs/promises"

export interface Leftover {
  readonly pid: number
  readonly command: string
}

/** The variable that every process of a world inherits. */
export const worldVariable = "OPENSESSIONS_TEST_WORLD"

const read = (path: string): Promise<string> => readFile(path, "utf8").catch(() => "")

/** Zombies and processes of other users do not count. */
export const leftovers = async (world: string): Promise<ReadonlyArray<Leftover>> => {
  const pids = (await readdir("/proc").catch(() => [])).filter((name) => /^\d+$/.test(name))
  const found: Array<Leftover> = []
  for (const pid of pids) {
    const environment = await read(`/proc/${pid}/environ`)
    if (!environment.split("\0").includes(`${worldVariable}=${world}`)) continue
    const command = (await read(`/proc/${pid}/cmdline`)).split("\0").join(" ").trim()
    if (command !== "") found.push({ pid: Number(pid), command })
  }
  return found
}
