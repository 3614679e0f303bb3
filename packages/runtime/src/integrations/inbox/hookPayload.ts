/**
 * Reads a payload, of which a hook passes on the first 64 KiB at most. What tells the state stands at its beginning, before
 * a tool's input and output, so of a payload that was cut the members before the cut are read.
 */
import { type JsonObject, parseObject } from "../../files/jsonFields.ts"

const key = /\s*"((?:[^"\\]|\\.)*)"\s*:\s*/y
const text = /"(?:[^"\\]|\\[^])*"/y
const word = /(?:true|false|null|-?\d[\d.eE+-]*)(?=\s*[,}\]])/y
const nested = /[^"{}[\]]*(?:"(?:[^"\\]|\\[^])*")?/y

const take = (pattern: RegExp, source: string, place: number): string | null => {
  pattern.lastIndex = place
  return pattern.exec(source)?.[0] ?? null
}

/** Where the object or list that begins here ends; null where it was cut. */
const endOfNested = (source: string, start: number): number | null => {
  let depth = 0
  for (let place = start; place < source.length;) {
    const character = source[place]
    if (character === "{" || character === "[") depth++
    else if (character === "}" || character === "]") depth--
    else {
      const passed = take(nested, source, place)
      if (!passed) return null
      place += passed.length
      continue
    }
    place++
    if (depth === 0) return place
  }
  return null
}

const endOfValue = (source: string, start: number): number | null => {
  if (source[start] === "{" || source[start] === "[") return endOfNested(source, start)
  const found = take(source[start] === '"' ? text : word, source, start)
  return found === null ? null : start + found.length
}

/** The members of an object up to where its text is cut. */
const membersBeforeCut = (source: string): JsonObject | null => {
  let place = source.indexOf("{") + 1
  if (place === 0) return null
  const ends: Array<number> = []
  const begin = place
  for (;;) {
    const name = take(key, source, place)
    if (name === null) break
    const end = endOfValue(source, place + name.length)
    if (end === null) break
    ends.push(end)
    const comma = /^\s*,/.exec(source.slice(end, end + 100))
    if (comma === null) break
    place = end + comma[0].length
  }
  const last = ends.at(-1)
  return last === undefined ? null : parseObject(`{${source.slice(begin, last)}}`)
}

/** Null for anything that has no member to read. */
export const hookPayload = (source: string): JsonObject | null => parseObject(source) ?? membersBeforeCut(source)
