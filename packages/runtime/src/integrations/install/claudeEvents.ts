/**
 * Which of Claude Code's hooks are used, and from which version on it knows them (from its public changelog; recorded with
 * 2.1.197 and 2.1.330). A name that it does not know makes it stop at its start.
 */

const events: ReadonlyArray<readonly [event: string, since: string]> = [
  ["SessionStart", "1.0.85"],
  ["UserPromptSubmit", "1.0.85"],
  ["PreToolUse", "1.0.85"],
  ["PermissionRequest", "2.0.45"],
  ["PostToolUse", "1.0.85"],
  ["PostToolUseFailure", "2.1.78"],
  ["Notification", "1.0.85"],
  ["Stop", "1.0.85"],
  ["StopFailure", "2.1.78"],
  ["PreCompact", "1.0.85"],
  ["PostCompact", "2.1.78"],
  ["SessionEnd", "1.0.85"]
]

/** They are about tools, and are given to all of them. */
const withMatcher = new Set(["PreToolUse", "PermissionRequest", "PostToolUse", "PostToolUseFailure"])

export const takesMatcher = (event: string): boolean => withMatcher.has(event)

const parts = (version: string): ReadonlyArray<number> => version.split(".").map(Number)

/** Whether a version is this one or a later one. */
const isFrom = (version: string, since: string): boolean => {
  const [found, wanted] = [parts(version), parts(since)]
  for (const [index, part] of wanted.entries()) {
    const other = found[index] ?? 0
    if (other !== part) return other > part
  }
  return true
}

/** Versions before the first of these are given nothing; of an unknown one the oldest names are taken. */
export const claudeEvents = (version: string | null): ReadonlyArray<string> =>
  events.filter(([, since]) => isFrom(version ?? "1.0.85", since)).map(([event]) => event)
