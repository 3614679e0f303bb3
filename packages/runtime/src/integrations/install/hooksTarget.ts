/**
 * Hooks in a settings file as Claude Code, Codex and Gemini CLI have it: `hooks` is an object of events, an event a list
 * of groups, a group has a list of commands. Ours are known by the program that they run.
 */
import { Result } from "effect"
import { parseJsonText } from "../../config/jsonText.ts"
import { asObject, type JsonObject, listAt, objectAt, stringAt } from "../../files/jsonFields.ts"
import { appendChild, removeChild } from "./editJsonTree.ts"
import { containerAt, type JsonContainer, memberOf, rootOf } from "./jsonSpans.ts"
import { absent, foreign, installed, outdated, type Target } from "./Target.ts"

export interface HookOptions {
  readonly file: string
  readonly events: ReadonlyArray<string>
  /** What is put into the list of an event. */
  groupFor(event: string): JsonObject
  /** The agent's version is not known, so other events than these may rightly be there. */
  readonly anyEvents: boolean
  readonly beside?: Target["beside"]
}

/** What all our commands have in them. */
export const hookProgram = "/integrations/shared/opensessions-hook.sh"

const isOurs = (handler: unknown): boolean => stringAt(asObject(handler), "command")?.includes(hookProgram) === true

const commandsOf = (group: unknown): ReadonlyArray<unknown> => listAt(asObject(group), "hooks")

const hooksIn = (value: unknown): JsonObject | null => objectAt(asObject(value), "hooks")

/** Events with commands of ours, and these. */
const oursIn = (value: unknown): ReadonlyMap<string, ReadonlyArray<unknown>> => {
  const hooks = hooksIn(value)
  return new Map(
    Object.keys(hooks ?? {}).flatMap((event) => {
      const groups = listAt(hooks, event).filter((group) => commandsOf(group).some(isOurs))
      return groups.length === 0 ? [] : [[event, groups] as const]
    })
  )
}

/** Why nothing can be added to it; null where it can. */
const flaw = (value: unknown, events: Iterable<string>): string | null => {
  const settings = asObject(value)
  if (settings === null) return "it is no JSON object"
  if (settings["hooks"] === undefined) return null
  const hooks = hooksIn(value)
  if (hooks === null) return '"hooks" is no object'
  const wrong = [...events].find((event) => hooks[event] !== undefined && !Array.isArray(hooks[event]))
  return wrong === undefined ? null : `"hooks"."${wrong}" is no list`
}

const valueOf = (text: string | null): Result.Result<unknown, string> =>
  Result.match(parseJsonText(text ?? ""), {
    onSuccess: ({ value }) => Result.succeed(value),
    onFailure: ({ line, reason }) => Result.fail(`line ${line}: ${reason}`)
  })

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

const openingOf = (container: JsonContainer, key: string): number | null => memberOf(container, key)?.valueStart ?? null

/** With this member, which is made where it is missing. */
const withMember = (text: string, opening: number, key: string, empty: unknown): string =>
  memberOf(containerAt(text, opening), key) === null ? appendChild(text, opening, key, empty) : text

const addGroup = (text: string, event: string, group: JsonObject): string => {
  const root = rootOf(text)?.opening ?? 0
  const withHooks = withMember(text, root, "hooks", {})
  const hooks = openingOf(containerAt(withHooks, root), "hooks") ?? root
  const events = containerAt(withHooks, hooks)
  const list = openingOf(events, event)
  return list === null ? appendChild(withHooks, hooks, event, [group]) : appendChild(withHooks, list, null, group)
}

const removeMember = (text: string, opening: number, key: string): string => {
  const index = containerAt(text, opening).children.findLastIndex((child) => child.key === key)
  return removeChild(text, opening, index)
}

const isEmpty = (text: string, opening: number): boolean => containerAt(text, opening).children.length === 0

/** Without our commands in one group: the group itself where it has no other. */
const removeFromList = (text: string, list: number, index: number, group: unknown): string => {
  const commands = commandsOf(group)
  if (commands.every(isOurs)) return removeChild(text, list, index)
  const child = containerAt(text, list).children[index]
  const inner = child === undefined ? null : openingOf(containerAt(text, child.valueStart), "hooks")
  if (inner === null) return text
  return commands.reduceRight<string>(
    (rest, command, at) => (isOurs(command) ? removeChild(rest, inner, at) : rest),
    text
  )
}

const removeFromEvent = (text: string, root: number, event: string, groups: ReadonlyArray<unknown>): string => {
  const hooks = openingOf(containerAt(text, root), "hooks")
  const list = hooks === null ? null : openingOf(containerAt(text, hooks), event)
  if (hooks === null || list === null) return text
  const rest = groups.reduceRight<string>(
    (now, group, index) => (commandsOf(group).some(isOurs) ? removeFromList(now, list, index, group) : now),
    text
  )
  return isEmpty(rest, list) ? removeMember(rest, hooks, event) : rest
}

const removeAll = (text: string, value: unknown): string | null => {
  const root = rootOf(text)?.opening
  if (root === undefined || oursIn(value).size === 0) return text
  let rest = text
  for (const event of oursIn(value).keys()) rest = removeFromEvent(rest, root, event, listAt(hooksIn(value), event))
  const hooks = openingOf(containerAt(rest, root), "hooks")
  if (hooks === null || !isEmpty(rest, hooks)) return rest
  return removeMember(rest, root, "hooks")
}

export const hooksTarget = ({ anyEvents, beside = null, events, file, groupFor }: HookOptions): Target => ({
  file,
  what: `${events.length} hooks`,
  beside,
  standing: (text) => {
    const value = valueOf(text)
    if (Result.isFailure(value)) return foreign(value.failure)
    const wrong = flaw(value.success, events)
    if (wrong !== null) return foreign(wrong)
    const ours = oursIn(value.success)
    if (ours.size === 0) return absent
    const right = [...ours].every(([event, found]) => same(found, [groupFor(event)]))
    const complete = events.every((event) => ours.has(event)) && (anyEvents || ours.size === events.length)
    return right && complete ? installed : outdated
  },
  add: (text) =>
    Result.flatMap(valueOf(text), (value) => {
      const wrong = flaw(value, events)
      if (wrong !== null) return Result.fail(wrong)
      const base = text === null || text.trim() === "" ? "{}\n" : text
      return Result.succeed(events.reduce((now, event) => addGroup(now, event, groupFor(event)), base))
    }),
  remove: (text) => {
    const value = valueOf(text)
    return Result.isFailure(value) ? text : removeAll(text, value.success)
  }
})
