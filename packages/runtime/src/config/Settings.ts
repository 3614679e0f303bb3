/** `config.json`: read at start, applied live, never overwritten when broken (CONTRACT 2). */
import { Context, type Effect, Schema, type Stream } from "effect"

/** The keys that this version knows; unknown ones are kept in the file. */
export const Config = Schema.Struct({
  theme: Schema.optionalKey(Schema.String),
  sidebarWidth: Schema.optionalKey(Schema.Int.check(Schema.isBetween({ minimum: 20, maximum: 80 }))),
  sidebarPosition: Schema.optionalKey(Schema.Literals(["left", "right"])),
  sessionFilter: Schema.optionalKey(Schema.Literals(["all", "active", "running"])),
  density: Schema.optionalKey(Schema.Literals(["auto", "comfortable", "normal", "compact"])),
  port: Schema.optionalKey(Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 65535 }))),
  spinner: Schema.optionalKey(Schema.Literals(["on", "off"])),
  lonelySidebar: Schema.optionalKey(Schema.Literals(["close", "shell"]))
})
export type Config = typeof Config.Type

export class Settings extends Context.Service<
  Settings,
  {
    readonly current: Effect.Effect<Config>
    /** The current settings first, then each change. */
    readonly changes: Stream.Stream<Config>
    /** What is wrong with the file now, with file, line and reason; null where it is fine. */
    readonly problem: Effect.Effect<string | null>
    /** Writes one key atomically and keeps everything else in the file. */
    set<K extends keyof Config>(key: K, value: NonNullable<Config[K]>): Effect.Effect<void>
  }
>()("@opensessions/runtime/config/Settings") {}
