/** Listening ports on macOS: one `lsof` and one `ps`. */
import type { PaneId } from "@opensessions/protocol/Ids"
import { Effect } from "effect"
import { execFile } from "node:child_process"
import { existsSync } from "node:fs"
import { parseLsof, parseParents } from "./parseLsof.ts"
import { paneFinder, portsOfPanes } from "./portsOfPanes.ts"

/** `/usr/sbin` is missing in many a PATH. */
const lsof = (): string => ["/usr/sbin/lsof", "/usr/bin/lsof"].find((path) => existsSync(path)) ?? "lsof"

/** What it printed. lsof ends with an error where it found nothing, or could not look at some other user's process. */
const output = (program: string, words: ReadonlyArray<string>) =>
  Effect.callback<string>((resume) => {
    const settings = { timeout: 5_000, killSignal: "SIGKILL", maxBuffer: 16 * 1024 * 1024 } as const
    const child = execFile(program, [...words], settings, (_, stdout) => resume(Effect.succeed(stdout)))
    return Effect.sync(() => child.kill("SIGKILL"))
  })

export const macPorts = Effect.fnUntraced(function* (panePids: ReadonlyMap<PaneId, number>) {
  const listening = yield* output(lsof(), ["-nP", "-iTCP", "-sTCP:LISTEN", "-F", "pn"])
  const owners = parseLsof(listening).filter(({ pid }) => pid !== process.pid)
  const parents = owners.length === 0 ? new Map() : parseParents(yield* output("ps", ["-axo", "pid=,ppid="]))
  return portsOfPanes(owners, paneFinder(panePids, parents))
})
