/** What scripts attach to a session: a status pill, a progress, a log. */
import { Schema } from "effect"

/** How a status or log line is meant; each tone has its own icon and colour. */
export const Tone = Schema.Literals(["neutral", "info", "success", "warn", "error"])
export type Tone = typeof Tone.Type

/** The icon of each tone, as documented in the HTTP reference. */
export const toneIcon: Readonly<Record<Tone, string>> = {
  neutral: "·",
  info: "ℹ",
  success: "✓",
  warn: "⚠",
  error: "✗"
}

export const StatusPill = Schema.Struct({
  text: Schema.String.annotateKey({ description: "What is shown." }),
  tone: Tone.annotateKey({ description: "How it is meant." }),
  at: Schema.Finite.annotateKey({ description: "When it was set, in milliseconds since the epoch." }),
  expiresAt: Schema.NullOr(Schema.Finite).annotateKey({
    description: "When it disappears by itself, in milliseconds since the epoch; null where it stays."
  })
})
export type StatusPill = typeof StatusPill.Type

/** `percent` is 0 to 1; it is derived from `current` and `total` where those are given. */
export const Progress = Schema.Struct({
  current: Schema.NullOr(Schema.Finite).annotateKey({ description: "How much is done." }),
  total: Schema.NullOr(Schema.Finite).annotateKey({ description: "How much there is." }),
  percent: Schema.NullOr(Schema.Finite).annotateKey({
    description: "The part that is done, 0 to 1; derived from `current` and `total` where those are given."
  }),
  label: Schema.NullOr(Schema.String).annotateKey({ description: "What progresses." }),
  at: Schema.Finite.annotateKey({ description: "When it was set, in milliseconds since the epoch." }),
  expiresAt: Schema.NullOr(Schema.Finite).annotateKey({
    description: "When it disappears by itself, in milliseconds since the epoch; null where it stays."
  })
})
export type Progress = typeof Progress.Type

export const LogLine = Schema.Struct({
  message: Schema.String.annotateKey({ description: "The line." }),
  tone: Tone.annotateKey({ description: "How it is meant." }),
  source: Schema.NullOr(Schema.String).annotateKey({ description: "Who says it." }),
  at: Schema.Finite.annotateKey({ description: "When it was said, in milliseconds since the epoch." })
})
export type LogLine = typeof LogLine.Type

/** Newest log line last; at most `maxLogLines`. */
export const SessionMetadata = Schema.Struct({
  status: Schema.NullOr(StatusPill).annotateKey({ description: "The status pill." }),
  progress: Schema.NullOr(Progress).annotateKey({ description: "The progress." }),
  logs: Schema.Array(LogLine).annotateKey({ description: "The newest line last, at most 50." })
})
export type SessionMetadata = typeof SessionMetadata.Type

export const emptyMetadata: SessionMetadata = { status: null, progress: null, logs: [] }

/** Log lines kept for a session. */
export const maxLogLines = 50
