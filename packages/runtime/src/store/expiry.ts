/** What disappears by itself: status pills and progress with a time to live. */
import type { SessionMetadata } from "@opensessions/protocol/Metadata"
import type { Model } from "./Model.ts"

const expired = (item: { readonly expiresAt: number | null } | null, now: number): boolean =>
  item !== null && item.expiresAt !== null && item.expiresAt <= now

/** Removes what has expired at `now` (milliseconds since the epoch). */
export const expire = (model: Model, now: number): Model => {
  let metadata: Map<Parameters<typeof model.metadata.get>[0], SessionMetadata> | null = null
  for (const [id, entry] of model.metadata) {
    const status = expired(entry.status, now) ? null : entry.status
    const progress = expired(entry.progress, now) ? null : entry.progress
    if (status === entry.status && progress === entry.progress) continue
    metadata ??= new Map(model.metadata)
    metadata.set(id, { ...entry, status, progress })
  }
  return metadata === null ? model : { ...model, metadata }
}

/** The next moment at which something expires, null where nothing does. */
export const nextExpiry = (model: Model): number | null => {
  let next: number | null = null
  for (const { status, progress } of model.metadata.values()) {
    for (const at of [status?.expiresAt ?? null, progress?.expiresAt ?? null]) {
      if (at !== null && (next === null || at < next)) next = at
    }
  }
  return next
}
