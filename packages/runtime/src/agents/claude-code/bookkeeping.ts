/** Lines of a transcript that say nothing of the state. */

/** Types without meaning for the state. Many are large (a turn begins with 90 kB), so they are told by their first bytes. */
const bookkeeping = new Set([
  "mode",
  "permission-mode",
  "atis-latch",
  "file-history-snapshot",
  "file-history-delta",
  "tools-used",
  "api-request",
  "api-request-shape",
  "api-request-blob",
  "cost-state",
  "progress",
  "pr-link",
  "tag",
  "agent-color",
  "worktree-state",
  "relocated",
  "bridge-session",
  "attribution-snapshot",
  "content-replacement"
])

const leadingType = /^\{"type":"([^"]{1,60})"/
const leadingAttachment = /"attachment":\{"type":"([^"]{1,60})"/

export const isBookkeepingType = (type: string): boolean => bookkeeping.has(type)

/** Whether the line can be left unparsed. */
export const isBookkeepingLine = (line: string): boolean => {
  const type = leadingType.exec(line)?.[1]
  if (type !== undefined) return bookkeeping.has(type)
  const attachment = leadingAttachment.exec(line.slice(0, 200))?.[1]
  return attachment !== undefined && attachment !== "queued_command"
}
