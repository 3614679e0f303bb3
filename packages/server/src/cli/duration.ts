/** `30s`, `5m`, `1h`, `250ms`, `1d` as milliseconds; null for anything else. Pure. */

const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

export const parseDuration = (text: string): number | null => {
  const found = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(text.trim())
  if (found === null) return null
  const millis = Number(found[1]) * (units[found[2] ?? ""] ?? 0)
  return millis > 0 ? millis : null
}
