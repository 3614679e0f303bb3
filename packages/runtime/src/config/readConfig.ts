/** From the text of `config.json` to settings, key by key: one wrong key costs that key and is named. */
import { Result, Schema } from "effect"
import { Config } from "./Config.ts"
import { type JsonText, lineAt, parseJsonText } from "./jsonText.ts"

export interface ConfigReading {
  readonly config: Config
  /** What is wrong: line and reason; null where all is well. */
  readonly problem: string | null
  /** Null where the text is no JSON object: then nothing may be written. */
  readonly parsed: JsonText | null
}

const decoders = new Map(
  Object.entries(Config.fields).map(([key, field]) => [
    key,
    Schema.decodeUnknownResult(Schema.Struct({ [key]: field }) as unknown as Schema.Codec<Record<string, unknown>>)
  ])
)

const shown = (value: unknown): string => {
  const text = JSON.stringify(value)
  return text.length > 40 ? `${text.slice(0, 39)}…` : text
}

/** `Expected x` with its path, as one clause. */
const clause = (message: string, key: string): string => {
  const [expected = "", at] = message.split("\n")
  const path = [...(at ?? "").matchAll(/\["([^"]*)"\]/g)].map((part) => part[1]).slice(1)
  const where = path.length === 0 ? "" : ` at ${[key, ...path].join(".")}`
  return `${expected.replace(/^E/, "e")}${where}`
}

/** Never throws. */
export const readConfig = (text: string): ConfigReading => {
  const parsed = parseJsonText(text)
  if (Result.isFailure(parsed))
    return { config: {}, problem: `${parsed.failure.line}: ${parsed.failure.reason}`, parsed: null }
  const json = parsed.success
  if (typeof json.value !== "object" || json.value === null || Array.isArray(json.value))
    return { config: {}, problem: `1: expected an object, found ${shown(json.value)}`, parsed: null }

  const config: Record<string, unknown> = {}
  const problems: Array<string> = []
  const members = new Map(json.members.map((member) => [member.key, member]))
  for (const { key, keyStart, value } of members.values()) {
    const decoded = decoders.get(key)?.({ [key]: value })
    if (decoded === undefined) continue
    if (Result.isSuccess(decoded)) config[key] = decoded.success[key]
    else
      problems.push(`${lineAt(text, keyStart)}: ${key}: ${clause(decoded.failure.message, key)}, found ${shown(value)}`)
  }
  return { config: config as Config, problem: problems.length === 0 ? null : problems.join("; "), parsed: json }
}
