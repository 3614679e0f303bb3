/**
 * Reads foreign JSON field by field: a field of another type than expected is as good as absent and spoils no other.
 * For records that change with every release of another program; what is ours has a Schema.
 */

export type JsonObject = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** The object that this text is; null for anything else, half-written text included. */
export const parseObject = (text: string): JsonObject | null => {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : null
  } catch {
    return null
  }
}

export const asObject = (value: unknown): JsonObject | null => (isObject(value) ? value : null)

export const objectAt = (object: JsonObject | null, key: string): JsonObject | null => asObject(object?.[key])

export const stringAt = (object: JsonObject | null, key: string): string | null => {
  const value = object?.[key]
  return typeof value === "string" ? value : null
}

export const numberAt = (object: JsonObject | null, key: string): number | null => {
  const value = object?.[key]
  return typeof value === "number" && Number.isFinite(value) ? value : null
}

export const isTrueAt = (object: JsonObject | null, key: string): boolean => object?.[key] === true

export const listAt = (object: JsonObject | null, key: string): ReadonlyArray<unknown> => {
  const value = object?.[key]
  return Array.isArray(value) ? value : []
}

/** Milliseconds since the epoch of an ISO time. */
export const timeAt = (object: JsonObject | null, key: string): number | null => {
  const time = Date.parse(stringAt(object, key) ?? "")
  return Number.isFinite(time) ? time : null
}
