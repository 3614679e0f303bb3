/** What the system lets us watch. Linux gives each user a number of watches, and editors and builds share it. */
import { Effect } from "effect"
import { readFileSync } from "node:fs"
import { type Check, fine, note } from "./Check.ts"

/** A thousand directories of transcripts, with room for the other programs. */
const enough = { watches: 8_192, instances: 64 }

const mend = "sudo sysctl fs.inotify.max_user_watches=524288 fs.inotify.max_user_instances=512"

/** Null is what this system does not tell. Pure. */
export const judgeFileWatches = (watches: number | null, instances: number | null): ReadonlyArray<Check> => {
  if (watches === null || instances === null) return []
  const text = `${watches} files and directories, by ${instances} programs of this user`
  return watches < enough.watches || instances < enough.instances
    ? [note("file watches", `${text}: few; where they run out, changes are found by looking every now and then`, mend)]
    : [fine("file watches", text)]
}

const limit = (name: string): number | null => {
  try {
    const found = Number(readFileSync(`/proc/sys/fs/inotify/${name}`, "utf8"))
    return Number.isFinite(found) ? found : null
  } catch {
    return null
  }
}

export const checkFileWatches: Effect.Effect<ReadonlyArray<Check>> = Effect.sync(() =>
  judgeFileWatches(limit("max_user_watches"), limit("max_user_instances"))
)
