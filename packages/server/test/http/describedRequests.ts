/** Requests made from the API's own description: every route, each with something in it that the description forbids. */
import { OpenSessionsApi } from "@opensessions/protocol/api/OpenSessionsApi"
import { OpenApi } from "effect/http-api"
import type { Random } from "./random.ts"

/** As far as a JSON schema is read here. */
interface Shape {
  readonly $ref?: string
  readonly type?: string
  readonly enum?: ReadonlyArray<unknown>
  readonly anyOf?: ReadonlyArray<Shape>
  readonly properties?: Readonly<Record<string, Shape>>
  readonly required?: ReadonlyArray<string>
}

interface Operation {
  readonly requestBody?: { readonly content?: Readonly<Record<string, { readonly schema?: Shape }>> }
}

export interface DescribedRequest {
  readonly method: string
  readonly path: string
  /** Null where the route takes none. */
  readonly body: string | null
}

const spec = OpenApi.fromApi(OpenSessionsApi)
const shapes = (spec.components?.schemas ?? {}) as Readonly<Record<string, Shape>>

const resolved = (shape: Shape): Shape =>
  shape.$ref === undefined ? shape : resolved(shapes[shape.$ref.split("/").at(-1) ?? ""] ?? {})

/** Wrong for every type that a field of ours has, or a text that steers terminals, shells and tmux. */
const wrong: ReadonlyArray<unknown> = [{}, [], [[{}]], { toString: 1 }, { __proto__: { length: 1 } }]

const texts = [
  "",
  "\u0000",
  "\u202e\u001b]0;x\u0007",
  "#{pane_id}#(id)",
  "$(reboot)",
  "%1",
  "$99",
  "é".repeat(3_000),
  "\ud800"
]
const numbers = [0, -1, 0.5, 1e308, -0, 2 ** 53]

/** Something that a field of this shape may well be. */
const plausible = (shape: Shape, random: Random): unknown => {
  const { anyOf, enum: words, properties, type } = resolved(shape)
  if (words !== undefined) return random.pick(words)
  if (anyOf !== undefined) return plausible(random.pick(anyOf), random)
  if (properties !== undefined) return described(properties, random)
  if (type === "boolean") return random.below(2) === 0
  if (type === "number" || type === "integer") return random.pick(numbers)
  return type === "null" ? null : random.pick(texts)
}

const described = (properties: Readonly<Record<string, Shape>>, random: Random): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(properties).flatMap(([name, shape]) =>
      random.below(3) === 0 ? [] : [[name, plausible(shape, random)] as const]
    )
  )

/** The object that a body has to be; an `origin` is the only field of some. */
const objectOf = (shape: Shape): Shape => {
  const { anyOf, ...rest } = resolved(shape)
  return anyOf === undefined ? rest : (anyOf.map(resolved).find(({ properties }) => properties !== undefined) ?? {})
}

const broken = (shape: Shape, random: Random): string => {
  const { properties = {}, required = [] } = objectOf(shape)
  const [victim = "origin"] = required.length === 0 ? ["origin"] : [random.pick(required)]
  const body = described(properties, random)
  if (required.length > 0 && random.below(2) === 0) delete body[victim]
  else body[victim] = victim === "origin" ? random.pick([7, "x", true, [1]]) : random.pick(wrong)
  const text = JSON.stringify(body)
  return random.below(5) === 0 ? text.slice(0, 1 + random.below(text.length - 1)) : text
}

const operations = Object.entries(spec.paths).flatMap(([path, methods]) =>
  Object.entries(methods as Readonly<Record<string, Operation>>).map(([method, operation]) => ({
    method: method.toUpperCase(),
    path,
    shape: operation.requestBody?.content?.["application/json"]?.schema ?? null
  }))
)

const parameter = (random: Random) =>
  encodeURIComponent(random.pick(["%99", "..", "a/b", "#(id)", "é".repeat(500), "\u0007"]))

/** A stream of events does not end, so it is not asked for here. */
const asked = operations.filter(({ path }) => path !== "/events")

/** One request that has to be refused, where the route takes a body; else one with whatever in its path and query. */
export const brokenRequest = (random: Random): DescribedRequest => {
  const { method, path, shape } = random.pick(asked)
  const filled = path.replaceAll(/\{\w+\}/g, () => parameter(random))
  const query = random.below(4) === 0 ? `?since=${random.pick(["x", "-1", "1e400", "NaN"])}&session=%00&a[]=1` : ""
  return { method, path: filled + query, body: shape === null ? null : broken(shape, random) }
}
