/** What survives the daemon, in SQLite in the state directory. */
import { Context, type Effect } from "effect"
import type { Remembered } from "../store/Remembered.ts"

export class Memory extends Context.Service<
  Memory,
  {
    /** What the last daemon of this tmux server left; null where there is nothing or it can't be read (which is logged). */
    readonly load: Effect.Effect<Remembered | null>
    save(remembered: Remembered): Effect.Effect<void>
  }
>()("@opensessions/runtime/persistence/Memory") {}
