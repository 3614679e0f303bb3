/** Why a turn failed, in the words of the contract. */
import { asObject, type JsonObject, numberAt, objectAt, stringAt } from "../../files/jsonFields.ts"
import { firstLine } from "../visibleText.ts"

export interface Failure {
  readonly reason: "rate-limit" | "auth" | "api-error"
  readonly detail: string
}

/** `codex_error_info` is a word, or an object with one key that may tell the status of the answer. */
const kindOf = (error: JsonObject | null): { readonly kind: string; readonly status: number | null } => {
  const word = stringAt(error, "codex_error_info") ?? stringAt(error, "codexErrorInfo")
  if (word !== null) return { kind: word, status: null }
  const info = objectAt(error, "codex_error_info") ?? objectAt(error, "codexErrorInfo")
  const kind = Object.keys(info ?? {})[0] ?? ""
  const inner = asObject(info?.[kind])
  return { kind, status: numberAt(inner, "http_status_code") ?? numberAt(inner, "httpStatusCode") }
}

const reasonOf = (kind: string, status: number | null, message: string): Failure["reason"] => {
  const told = status ?? Number(/\b(4\d\d|5\d\d)\b/.exec(message)?.[1] ?? 0)
  if (told === 429 || /usage_?limit|rate_?limit|quota/i.test(kind)) return "rate-limit"
  if (told === 401 || told === 403 || /unauthorized|auth/i.test(kind)) return "auth"
  if (told === 0 && /usage limit|rate limit|quota/i.test(message)) return "rate-limit"
  if (told === 0 && /unauthorized|log ?in again|sign in/i.test(message)) return "auth"
  return "api-error"
}

/** Reads an error as rollouts and database have it; null where there is none. */
export const failureOf = (error: JsonObject | null): Failure | null => {
  if (error === null) return null
  const { kind, status } = kindOf(error)
  const message = stringAt(error, "message") ?? ""
  return { reason: reasonOf(kind, status, message), detail: firstLine(message) ?? (kind === "" ? "an error" : kind) }
}
