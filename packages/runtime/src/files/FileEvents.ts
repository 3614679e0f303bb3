/** What changes in directories, from the operating system's own notices, with one cheap safety net. */
import { Context, Schema, type Stream } from "effect"

/** A directory can't be watched; the message says what to do. */
export class WatchFailed extends Schema.TaggedError<WatchFailed>()("WatchFailed", {
  directory: Schema.String,
  reason: Schema.String
}) {
  override get message(): string {
    return `${this.directory} can't be watched: ${this.reason}`
  }
}

export interface FileEvent {
  readonly path: string
  readonly kind: "create" | "update" | "delete"
}

export class FileEvents extends Context.Service<
  FileEvents,
  {
    /**
     * Changes below a directory. The first element is empty and says that the watch stands (read what is there then).
     * A directory that does not exist yet is waited for. Equal directories share one operating-system watch.
     */
    watch(directory: string): Stream.Stream<ReadonlyArray<FileEvent>, WatchFailed>
  }
>()("@opensessions/runtime/files/FileEvents") {}
