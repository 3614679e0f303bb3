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
  text: Schema.String,
  tone: Tone,
  /** When it was set, in milliseconds since the epoch. */
  at: Schema.Finite,
  /** When it disappears by itself, in milliseconds since the epoch. */
  expiresAt: Schema.NullOr(Schema.Finite)
})
export type StatusPill = typeof StatusPill.Type

/** `percent` is 0 to 1; it is derived from `current` and `total` where those are given. */
export const Progress = Schema.Struct({
  current: Schema.NullOr(Schema.Finite),
  total: Schema.NullOr(Schema.Finite),
  percent: Schema.NullOr(Schema.Finite),
  label: Schema.NullOr(Schema.String),
  at: Schema.Finite,
  expiresAt: Schema.NullOr(Schema.Finite)
})
export type Progress = typeof Progress.Type

export const LogLine = Schema.Struct({
  message: Schema.String,
  tone: Tone,
  source: Schema.NullOr(Schema.String),
  at: Schema.Finite
})
export type LogLine = typeof LogLine.Type

/** Newest log line last; at most `maxLogLines`. */
export const SessionMetadata = Schema.Struct({
  status: Schema.NullOr(StatusPill),
  progress: Schema.NullOr(Progress),
  logs: Schema.Array(LogLine)
})
export type SessionMetadata = typeof SessionMetadata.Type

export const emptyMetadata: SessionMetadata = { status: null, progress: null, logs: [] }

/** Log lines kept for a session. */
export const maxLogLines = 50
