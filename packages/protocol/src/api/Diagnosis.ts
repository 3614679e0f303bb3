/** What the daemon knows about its own health, for `doctor`. */
import { Schema } from "effect"

const Counts = Schema.Record(Schema.String, Schema.Int)

export const WatcherReport = Schema.Struct({
  name: Schema.String.annotateKey({ description: "Of the watcher." }),
  state: Schema.Literals(["running", "retrying", "ended"]).annotateKey({ description: "Whether it watches now." }),
  events: Schema.Int.annotate({ description: "How many it has said." }),
  lastEventAt: Schema.NullOr(Schema.Finite).annotate({ description: "In milliseconds since the epoch." }),
  failures: Schema.Int.annotate({ description: "How often it has failed and was started again." }),
  lastFailure: Schema.NullOr(Schema.String).annotateKey({ description: "Why it failed last." }),
  unknown: Counts.annotate({ description: "Records that it did not know, by type: an agent of a later version." })
})
export type WatcherReport = typeof WatcherReport.Type

export const PluginReport = Schema.Struct({
  name: Schema.String.annotateKey({ description: "Of the plugin." }),
  state: Schema.Literals(["loading", "running", "retrying"]).annotateKey({ description: "Whether it runs now." }),
  failures: Schema.Int.annotate({ description: "How often it has failed since it was changed last." }),
  lastFailure: Schema.NullOr(Schema.String).annotateKey({ description: "Why it failed last." }),
  throttled: Schema.Boolean.annotate({ description: "It says more than anybody can read and is slowed down." })
})
export type PluginReport = typeof PluginReport.Type

export const PolledDirectory = Schema.Struct({
  directory: Schema.String.annotateKey({ description: "Its path." }),
  reason: Schema.String.annotate({ description: "Why the system gives no notices of it, and what to do." })
})
export type PolledDirectory = typeof PolledDirectory.Type

export const Diagnosis = Schema.Struct({
  watchers: Schema.Array(WatcherReport).annotateKey({ description: "Everything that watches agents." }),
  plugins: Schema.Array(PluginReport).annotateKey({ description: "Everything that the user has added." }),
  polled: Schema.optionalKey(Schema.Array(PolledDirectory)).annotateKey({
    description: "Directories that can't be watched and are looked at every two seconds instead."
  }),
  unknownTmuxLines: Counts.annotate({ description: "Lines of tmux that nobody knew, by their first word." })
})
export type Diagnosis = typeof Diagnosis.Type
