/** Tells what a person typed from what Claude Code writes into the same records. */
import { asObject, type JsonObject, listAt, objectAt, stringAt } from "../../files/jsonFields.ts"

export type UserText =
  | { readonly kind: "prompt"; readonly text: string }
  /** A slash command, as typed. */
  | { readonly kind: "command"; readonly text: string }
  | { readonly kind: "interrupt" }
  /** Output of `!command`; a model turn follows. */
  | { readonly kind: "shell" }
  /** A background task has something to say: it starts a turn that nobody typed. */
  | { readonly kind: "notification"; readonly taskId: string | null }
  | { readonly kind: "other" }

/** Elements that are not a person's words. Anything else in angle brackets may well be. */
const wrapped =
  /^<(?:system-reminder|local-command-[a-z]+|command-[a-z]+|bash-[a-z]+|task-notification|teammate-message|channel|ide_[a-z_]+|user-prompt-submit-hook|user-memory-input)[\s>]/

const element = (text: string, name: string): string | null =>
  new RegExp(`<${name}>([^]*?)</${name}>`).exec(text)?.[1]?.trim() ?? null

const classify = (text: string): UserText => {
  if (text.startsWith("[Request interrupted by user")) return { kind: "interrupt" }
  const command = text.startsWith("<command-") ? element(text, "command-name") : null
  if (command !== null) {
    const args = element(text, "command-args") ?? ""
    const name = command.startsWith("/") ? command : `/${command}`
    return { kind: "command", text: `${name} ${args}`.trim() }
  }
  if (text.startsWith("<bash-stdout") || text.startsWith("<bash-stderr")) return { kind: "shell" }
  if (text.startsWith("<task-notification")) return { kind: "notification", taskId: element(text, "task-id") }
  return text === "" || wrapped.test(text) ? { kind: "other" } : { kind: "prompt", text }
}

/** The text blocks of a message, one text where it is a plain string. */
const textsOf = (message: JsonObject | null): ReadonlyArray<string> => {
  const plain = stringAt(message, "content")
  if (plain !== null) return [plain]
  return listAt(message, "content").flatMap((block) => {
    const object = asObject(block)
    return stringAt(object, "type") === "text" ? [stringAt(object, "text") ?? ""] : []
  })
}

/** What the text of a `user` record is. An editor's context may stand before the prompt, in blocks of its own. */
export const userText = (record: JsonObject): UserText => {
  const parts = textsOf(objectAt(record, "message")).map((text) => classify(text.trim()))
  const prompts = parts.flatMap((part) => (part.kind === "prompt" ? [part.text] : []))
  const special = parts.find((part) => part.kind !== "other" && part.kind !== "prompt")
  if (special !== undefined) return special
  return prompts.length === 0 ? { kind: "other" } : { kind: "prompt", text: prompts.join("\n") }
}

/** The prompt of a queued text; null for commands, shell commands and what Claude Code queues itself. */
export const queuedPrompt = (text: string): string | null => {
  const trimmed = text.trim()
  return trimmed === "" || /^[/!]/.test(trimmed) || wrapped.test(trimmed) ? null : trimmed
}
