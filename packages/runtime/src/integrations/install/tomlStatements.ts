/**
 * The statements of a TOML text with their keys, for a text that must not be broken by what is added: it is read as far as
 * TOML's structure goes, and whatever is no TOML is told with its line.
 */
import { Result } from "effect"
import { lineAt } from "../../config/jsonText.ts"

export interface TomlStatement {
  /** `table`: what follows belongs to it. */
  readonly kind: "table" | "value"
  /** The key from the root, part by part, as far as one line tells it. */
  readonly key: ReadonlyArray<string>
  readonly start: number
  readonly end: number
}

const blank = /(?:[ \t\r\n]+|#[^\n]*)*/y
const gap = /[ \t]*/y
const rest = /[ \t]*(?:#[^\n]*)?(?:\r?\n|$)/y
const keyPart = /[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'/y
const text = /"""(?:[^\\]|\\[^])*?"{3,5}|'''[^]*?'{3,5}|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'/y
const bare = /[A-Za-z0-9+\-.:_]+(?: [0-9][0-9:.Z+-]*)?/y

class Mistake {
  readonly place: number
  readonly reason: string
  constructor(place: number, reason: string) {
    this.place = place
    this.reason = reason
  }
}

const unquoted = (part: string): string =>
  part.startsWith('"') ? (JSON.parse(part) as string) : part.startsWith("'") ? part.slice(1, -1) : part

const read = (source: string): ReadonlyArray<TomlStatement> => {
  let place = source.startsWith("\ufeff") ? 1 : 0
  const take = (pattern: RegExp): string | null => {
    pattern.lastIndex = place
    const found = pattern.exec(source)?.[0] ?? null
    if (found !== null) place += found.length
    return found
  }
  const expect = (word: string): void => {
    if (!source.startsWith(word, place)) throw new Mistake(place, `expected ${JSON.stringify(word)}`)
    place += word.length
  }
  const takeKey = (): ReadonlyArray<string> => {
    const key: Array<string> = []
    do {
      take(gap)
      const part = take(keyPart)
      if (part === null) throw new Mistake(place, "expected a key")
      key.push(unquoted(part))
      take(gap)
    } while (source[place] === "." && ++place > 0)
    return key
  }
  const takeValue = (): void => {
    take(gap)
    if (source[place] === "[") return takeList("[", "]", takeValue)
    if (source[place] === "{") return takeList("{", "}", takePair)
    if (take(text) === null && take(bare) === null) throw new Mistake(place, "expected a value")
  }
  const takePair = (): void => {
    takeKey()
    expect("=")
    takeValue()
  }
  const takeList = (opening: string, closing: string, takeOne: () => void): void => {
    expect(opening)
    for (take(blank); source[place] !== closing; take(blank)) {
      takeOne()
      take(blank)
      if (source[place] !== ",") break
      place++
    }
    expect(closing)
  }

  const statements: Array<TomlStatement> = []
  let table: ReadonlyArray<string> = []
  for (take(blank); place < source.length; take(blank)) {
    const start = place
    if (source[place] === "[") {
      const isList = source.startsWith("[[", place)
      expect(isList ? "[[" : "[")
      table = takeKey()
      expect(isList ? "]]" : "]")
      statements.push({ kind: "table", key: table, start, end: place })
    } else {
      const key = takeKey()
      expect("=")
      takeValue()
      statements.push({ kind: "value", key: [...table, ...key], start, end: place })
    }
    if (take(rest) === null) throw new Mistake(place, "expected the end of the line")
  }
  return statements
}

/** Fails with the line and the reason. */
export const tomlStatements = (source: string): Result.Result<ReadonlyArray<TomlStatement>, string> => {
  try {
    return Result.succeed(read(source))
  } catch (cause) {
    if (!(cause instanceof Mistake) && !(cause instanceof SyntaxError)) throw cause
    const where = cause instanceof Mistake ? `line ${lineAt(source, cause.place)}: ${cause.reason}` : cause.message
    return Result.fail(where)
  }
}
