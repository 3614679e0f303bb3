/** The form of `session-order.json`, and how what one daemon knows is put into what all of them wrote. */
import { Result, Schema } from "effect"
import { setJsonMember } from "./editJsonText.ts"
import { parseJsonText } from "./jsonText.ts"

/** Names of sessions. Hidden ones keep their place in the order. */
export interface OrderOfSessions {
  readonly order: ReadonlyArray<string>
  readonly hidden: ReadonlyArray<string>
}

export const noOrder: OrderOfSessions = { order: [], hidden: [] }

const Names = Schema.Array(Schema.String)
const decodeNames = Schema.decodeUnknownResult(Names)
const decodeBoth = Schema.decodeUnknownResult(
  Schema.Struct({ order: Schema.optionalKey(Names), hidden: Schema.optionalKey(Names) })
)

/** A list of names, or `{"order": […], "hidden": […]}`; else the line and reason why not. */
export const parseSessionOrder = (text: string): Result.Result<OrderOfSessions, string> => {
  const parsed = parseJsonText(text)
  if (Result.isFailure(parsed)) return Result.fail(`${parsed.failure.line}: ${parsed.failure.reason}`)
  const { value } = parsed.success
  const list = decodeNames(value)
  if (Result.isSuccess(list)) return Result.succeed({ order: list.success, hidden: [] })
  const both = decodeBoth(value)
  if (Result.isSuccess(both) && !Array.isArray(value))
    return Result.succeed({ order: both.success.order ?? [], hidden: both.success.hidden ?? [] })
  return Result.fail('1: expected a list of names, or {"order": […], "hidden": […]}')
}

const ownKeys: ReadonlySet<string> = new Set(["order", "hidden"])

const shortForm = ({ order, hidden }: OrderOfSessions): string =>
  `${JSON.stringify(hidden.length === 0 ? order : { order, hidden }, null, 2)}\n`

const withMember = (text: string, key: string, value: unknown): string =>
  Result.match(parseJsonText(text), {
    onFailure: () => text,
    onSuccess: (parsed) => setJsonMember(text, parsed, key, value)
  })

/** The short form where nothing is hidden. What the text before says besides stays in it. */
export const writeSessionOrder = (sessions: OrderOfSessions, before: string | null = null): string => {
  const parsed = before === null ? null : Result.getOrNull(Result.map(parseJsonText(before), ({ members }) => members))
  const isKept = parsed?.some(({ key }) => !ownKeys.has(key)) === true
  if (before === null || !isKept) return shortForm(sessions)
  const text = withMember(before, "order", sessions.order)
  const hides = sessions.hidden.length > 0 || parsed?.some(({ key }) => key === "hidden") === true
  return hides ? withMember(text, "hidden", sessions.hidden) : text
}

/** Names of sessions that no daemon has seen for long are the first to go. */
const maxNames = 1_000

/**
 * The file with one daemon's sessions in their new order. Sessions of other tmux servers keep their places: the known
 * names take the places of known names, in their order, and new ones go to the end.
 */
export const mergeSessionOrder = (file: OrderOfSessions, mine: OrderOfSessions): OrderOfSessions => {
  const known = new Set(mine.order)
  const queue = [...known]
  const order: Array<string> = []
  for (const name of new Set(file.order)) order.push(known.has(name) ? queue.shift()! : name)
  order.push(...queue)
  const surplus = order.length - maxNames
  let left = surplus
  const kept = surplus <= 0 ? order : order.filter((name) => known.has(name) || left-- <= 0)
  const hidden = [...new Set([...file.hidden.filter((name) => !known.has(name)), ...mine.hidden])]
  return { order: kept, hidden }
}
