/**
 * JSON with places: what is in a text, where each member of its object stands, and the line of the first mistake.
 * Comments and a comma after the last element are accepted, because people write them.
 */
import { Result } from "effect"

export interface JsonMember {
  readonly key: string
  readonly keyStart: number
  readonly valueStart: number
  readonly valueEnd: number
  readonly value: unknown
}

export interface JsonText {
  readonly value: unknown
  /** The members of the outermost object, in order; empty where it is no object. */
  readonly members: ReadonlyArray<JsonMember>
  /** Where the outermost object's braces are, and whether a comma stands before the closing one. */
  readonly opening: number
  readonly closing: number
  readonly trailingComma: boolean
}

/** `line` counts from 1. */
export interface JsonMistake {
  readonly line: number
  readonly reason: string
}

/** The line of a place in a text, from 1. */
export const lineAt = (text: string, place: number): number => text.slice(0, place).split("\n").length

class Mistake {
  readonly place: number
  readonly reason: string
  constructor(place: number, reason: string) {
    this.place = place
    this.reason = reason
  }
}

const maxDepth = 64
const number = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y
const string = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y
const space = /(?:[ \t\r\n\ufeff]+|\/\/[^\n]*|\/\*[^]*?\*\/)*/y
const words: ReadonlyArray<readonly [string, unknown]> = [
  ["true", true],
  ["false", false],
  ["null", null]
]

const read = (text: string): JsonText => {
  let place = 0
  let outermost: Omit<JsonText, "value"> = { members: [], opening: -1, closing: -1, trailingComma: false }

  const take = (pattern: RegExp): string | null => {
    pattern.lastIndex = place
    const found = pattern.exec(text)?.[0] ?? null
    if (found !== null) place += found.length
    return found
  }
  const next = (): string => {
    take(space)
    return text[place] ?? ""
  }
  const unexpected = (wanted: string): Mistake => {
    const found = text[place]
    return new Mistake(
      place,
      found === undefined
        ? `the text ends where ${wanted} should be`
        : `expected ${wanted}, found ${JSON.stringify(found)}`
    )
  }
  const takeString = (wanted: string): string => {
    const found = take(string)
    if (found === null) throw text[place] === '"' ? new Mistake(place, "the string does not end") : unexpected(wanted)
    return JSON.parse(found) as string
  }
  /** Elements up to the closing bracket; gives whether a comma stood before it. */
  const elements = (closing: string, element: () => void): boolean => {
    place++
    let comma = false
    for (let first = true; next() !== closing; first = false) {
      if (!first && !comma) throw unexpected(`"," or "${closing}"`)
      element()
      comma = next() === ","
      if (comma) place++
    }
    return comma
  }
  const takeValue = (depth: number): unknown => {
    if (depth > maxDepth) throw new Mistake(place, "nested too deeply")
    const start = next()
    if (start === "{") {
      const opening = place
      const members: Array<JsonMember> = []
      const trailingComma = elements("}", () => {
        const keyStart = place
        const key = takeString("a key in quotes")
        if (next() !== ":") throw unexpected('":"')
        place++
        next()
        const valueStart = place
        const value = takeValue(depth + 1)
        members.push({ key, keyStart, valueStart, valueEnd: place, value })
      })
      if (depth === 0) outermost = { members, opening, closing: place, trailingComma }
      place++
      return Object.fromEntries(members.map((member) => [member.key, member.value]))
    }
    if (start === "[") {
      const values: Array<unknown> = []
      elements("]", () => values.push(takeValue(depth + 1)))
      place++
      return values
    }
    if (start === '"') return takeString("a string")
    for (const [word, value] of words) {
      if (!text.startsWith(word, place)) continue
      place += word.length
      return value
    }
    const digits = take(number)
    if (digits === null) throw unexpected("a value")
    return Number(digits)
  }

  const value = takeValue(0)
  if (next() !== "") throw unexpected("the end")
  return { value, ...outermost }
}

/** A text without anything in it is an empty object. */
export const parseJsonText = (text: string): Result.Result<JsonText, JsonMistake> => {
  if (text.trim() === "")
    return Result.succeed({ value: {}, members: [], opening: -1, closing: -1, trailingComma: false })
  try {
    return Result.succeed(read(text))
  } catch (cause) {
    if (!(cause instanceof Mistake)) throw cause
    return Result.fail({ line: lineAt(text, cause.place), reason: cause.reason })
  }
}
