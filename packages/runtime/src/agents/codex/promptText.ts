/** Tells what a person typed from what Codex puts before it or writes in a person's name. */

/** Wrappers of what was injected, in any version. Anything else in angle brackets may well be a person's words. */
const wrapped =
  /^<(?:environment_context|user_instructions|turn_aborted|collaboration_mode|permissions|app-context|skills?|subagent_notification|system[-_]reminder|user_shell_command|hook_prompt|realtime_[a-z]+)[\s>]/i
const instructions = /^# AGENTS\.md instructions/
/** An editor's context stands before this heading. */
const heading = /^[^]*^#+ My request for Codex:?[ \t]*\n?/m

/** The prompt in this text; null where nobody typed it. */
export const promptOf = (text: string): string | null => {
  const trimmed = text.trim()
  if (trimmed === "" || wrapped.test(trimmed) || instructions.test(trimmed)) return null
  const asked = trimmed.replace(heading, "").trim()
  return asked === "" ? null : asked
}
