/** A place in an agent's configuration where an integration stands: what is there now, and the edits. All pure. */
import type { Result } from "effect"

/** `foreign`: what is there can't be taken for granted, or is the user's own, and is not touched. */
export type Standing =
  | { readonly _tag: "Installed" }
  | { readonly _tag: "Outdated" }
  | { readonly _tag: "Absent" }
  | { readonly _tag: "Foreign"; readonly reason: string }

export interface Target {
  readonly file: string
  /** What is put there: `13 hooks`. */
  readonly what: string
  /** Another file that may speak against it; the reason is for its user. */
  readonly beside: { readonly file: string; objection(text: string): string | null } | null
  /** `null`: there is no such file. */
  standing(text: string | null): Standing
  /** The text with ours in it; the reason where that is refused. Given only a text in which nothing of ours is. */
  add(text: string | null): Result.Result<string, string>
  /** The text without anything of ours; null where nothing is left that was not ours. */
  remove(text: string): string | null
}

export const installed: Standing = { _tag: "Installed" }
export const outdated: Standing = { _tag: "Outdated" }
export const absent: Standing = { _tag: "Absent" }
export const foreign = (reason: string): Standing => ({ _tag: "Foreign", reason })
