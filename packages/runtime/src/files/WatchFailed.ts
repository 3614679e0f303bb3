/** Why a directory can't be watched, in words that say what to do. */
import { Schema } from "effect"

/** A directory can't be watched; the message says what to do. */
export class WatchFailed extends Schema.TaggedError<WatchFailed>()("WatchFailed", {
  directory: Schema.String,
  reason: Schema.String
}) {
  override get message(): string {
    return `${this.directory} can't be watched: ${this.reason}`
  }
}

const advice: ReadonlyMap<string, string> = new Map([
  [
    "ENOSPC",
    "the system's limit of watches is reached; raise it with `sudo sysctl fs.inotify.max_user_watches=524288`"
  ],
  [
    "EMFILE",
    "the system's limit of watchers is reached; raise it with `sudo sysctl fs.inotify.max_user_instances=512`"
  ],
  ["ENFILE", "the system has no file descriptors left"],
  ["EACCES", "you may not read it"],
  ["EPERM", "you may not read it"]
])

/** Names of errors as they stand in the message of the recursive watcher, which sets no code. */
const inMessage: ReadonlyArray<readonly [RegExp, string]> = [
  [/no space left|max_user_watches/i, "ENOSPC"],
  [/too many open files|max_user_instances/i, "EMFILE"],
  [/permission denied/i, "EACCES"]
]

/** Makes a cause of the operating system readable. */
export const watchFailed = (directory: string, cause: unknown): WatchFailed => {
  const text = cause instanceof Error ? cause.message : String(cause)
  const given = cause instanceof Error ? (cause as NodeJS.ErrnoException).code : undefined
  const code = given ?? inMessage.find(([pattern]) => pattern.test(text))?.[1]
  return new WatchFailed({ directory, reason: (code === undefined ? undefined : advice.get(code)) ?? text })
}
