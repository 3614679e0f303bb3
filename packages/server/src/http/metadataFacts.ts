/** What the metadata routes mean as facts. Pure. */
import type { AddLog, SetProgress, SetStatus } from "@opensessions/protocol/api/MetadataApi"
import type { LogLine, Progress, StatusPill } from "@opensessions/protocol/Metadata"

const expiry = (now: number, ttlMs: number | null | undefined): number | null =>
  typeof ttlMs === "number" ? now + ttlMs : null

/** Text of which nothing is left to show clears the pill as null does. */
export const statusPill = ({ text, tone, ttlMs }: SetStatus, now: number): StatusPill | null =>
  text ? { text, tone: tone ?? "neutral", at: now, expiresAt: expiry(now, ttlMs) } : null

const part = (current: number | null, total: number | null, percent: number | null): number | null => {
  if (current === null || total === null) return percent
  return total === 0 ? percent : Math.min(1, current / total)
}

/** The whole progress: what is not said is not kept from before. */
export const progress = (said: SetProgress, now: number): Progress | null => {
  if (said.clear === true) return null
  const current = said.current ?? null
  const total = said.total ?? null
  return {
    current,
    total,
    percent: part(current, total, said.percent ?? null),
    label: said.label || null,
    at: now,
    expiresAt: expiry(now, said.ttlMs)
  }
}

export const logLine = ({ message, tone, source }: AddLog, now: number): LogLine => ({
  message,
  tone: tone ?? "neutral",
  source: source || null,
  at: now
})
