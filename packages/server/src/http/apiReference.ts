/** The API's description as a reference shows it: groups, routes, and every field of what is sent and answered. Pure. */
import type { OpenApi } from "effect/http-api"

/** A field with its place in what is sent or answered: `sessions[].git.branch`. */
export interface ReferenceField {
  readonly name: string
  readonly optional: boolean
  readonly type: string
  readonly description: string
}

export interface ReferenceAnswer {
  readonly status: string
  readonly description: string
  readonly fields: ReadonlyArray<ReferenceField>
}

export interface ReferenceRoute {
  readonly method: string
  readonly path: string
  readonly summary: string
  readonly description: string
  /** What is in the path, the query or a header. */
  readonly parameters: ReadonlyArray<ReferenceField>
  readonly body: ReadonlyArray<ReferenceField>
  /** Those that not every route may give. */
  readonly answers: ReadonlyArray<ReferenceAnswer>
}

export interface ReferenceGroup {
  readonly name: string
  readonly description: string
  readonly routes: ReadonlyArray<ReferenceRoute>
}

export interface ApiReference {
  /** What every route may answer. */
  readonly common: ReadonlyArray<ReferenceAnswer>
  readonly groups: ReadonlyArray<ReferenceGroup>
}

/** As far as a JSON schema is read here. */
interface Shape {
  readonly $ref?: string
  readonly type?: string
  readonly enum?: ReadonlyArray<unknown>
  readonly anyOf?: ReadonlyArray<Shape>
  readonly allOf?: ReadonlyArray<Shape>
  readonly items?: Shape
  readonly properties?: Readonly<Record<string, Shape>>
  readonly additionalProperties?: boolean | Shape
  readonly required?: ReadonlyArray<string>
  readonly description?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly exclusiveMinimum?: number
}

type Shapes = Readonly<Record<string, Shape>>

/** The bounds that every whole number has say nothing. */
const bound = (value: number | undefined): number | undefined =>
  value === undefined || Math.abs(value) === Number.MAX_SAFE_INTEGER ? undefined : value

const range = (shape: Shape): string => {
  const [least, most, above] = [shape.minimum, shape.maximum, shape.exclusiveMinimum].map(bound)
  if (least !== undefined && most !== undefined) return ` ${least} to ${most}`
  if (above !== undefined) return ` > ${above}`
  return least === undefined ? "" : ` ≥ ${least}`
}

const typeOf = (shape: Shape): string => {
  if (shape.enum !== undefined) return shape.enum.map((value) => JSON.stringify(value)).join(" | ")
  if (shape.anyOf !== undefined) return [...new Set(shape.anyOf.map(typeOf))].join(" | ")
  if (shape.items !== undefined) return `array of ${typeOf(shape.items)}`
  if (typeof shape.additionalProperties === "object") return `object of ${typeOf(shape.additionalProperties)}`
  return `${shape.type ?? "any"}${range(shape)}`
}

/** What is said of a field at its place goes before what is said of its kind. */
const descriptionOf = (shape: Shape): string =>
  [...(shape.allOf ?? []), shape, ...(shape.anyOf ?? [])].find((part) => part.description !== undefined)?.description ??
  ""

interface Inner {
  readonly object: Shape
  readonly at: string
}

/** The object that a shape has in it, through alternatives and lists, and where. */
const innerObject = (shapes: Shapes, shape: Shape, at: string): Inner | null => {
  if (shape.$ref !== undefined) return innerObject(shapes, shapes[shape.$ref.split("/").at(-1) ?? ""] ?? {}, at)
  if (shape.properties !== undefined) return { object: shape, at }
  if (shape.items !== undefined) return innerObject(shapes, shape.items, `${at}[]`)
  if (typeof shape.additionalProperties === "object")
    return innerObject(shapes, shape.additionalProperties, `${at}.<name>`)
  return (shape.anyOf ?? []).map((part) => innerObject(shapes, part, at)).find((found) => found !== null) ?? null
}

const fieldsOf = (shapes: Shapes, shape: Shape, place: string = ""): ReadonlyArray<ReferenceField> => {
  const inner = innerObject(shapes, shape, place)
  if (inner === null) return []
  const { at, object } = inner
  return Object.entries(object.properties ?? {}).flatMap(([key, field]) => {
    // It tells refusals apart in our own programs and never travels.
    if (key === "_tag") return []
    const name = at === "" ? key : `${at}.${key}`
    const optional = object.required?.includes(key) !== true
    const row = { name, optional, type: typeOf(field), description: descriptionOf(field) }
    return [row, ...fieldsOf(shapes, field, name)]
  })
}

type Contents = Readonly<Record<string, { readonly schema: unknown }>>

const contentFields = (shapes: Shapes, content: Contents | undefined): ReadonlyArray<ReferenceField> => {
  const [first] = Object.values(content ?? {})
  return first === undefined ? [] : fieldsOf(shapes, first.schema as Shape)
}

const answersOf = (shapes: Shapes, operation: OpenApi.OpenAPISpecOperation): ReadonlyArray<ReferenceAnswer> =>
  Object.entries(operation.responses).map(([status, { content, description }]) => ({
    status,
    description,
    fields: contentFields(shapes, content)
  }))

const route = (
  shapes: Shapes,
  common: ReadonlySet<string>,
  [method, path, operation]: readonly [string, string, OpenApi.OpenAPISpecOperation]
): ReferenceRoute => ({
  method: method.toUpperCase(),
  path,
  summary: operation.summary ?? "",
  description: operation.description ?? "",
  parameters: operation.parameters.map(({ name, required, schema }) => ({
    name,
    optional: !required,
    type: typeOf(schema as Shape),
    description: descriptionOf(schema as Shape)
  })),
  body: contentFields(shapes, operation.requestBody?.content),
  answers: answersOf(shapes, operation).filter(({ status }) => !common.has(status))
})

/** Every route of the document, in its order. */
export const apiReference = (spec: OpenApi.OpenAPISpec): ApiReference => {
  const shapes = spec.components.schemas as Shapes
  const all = Object.entries(spec.paths).flatMap(([path, item]) =>
    Object.entries(item as Readonly<Record<string, OpenApi.OpenAPISpecOperation>>).map(
      ([method, operation]) => [method, path, operation] as const
    )
  )
  const everywhere = (status: string) => all.every(([, , { responses }]) => status in responses)
  const common = all[0] === undefined ? [] : answersOf(shapes, all[0][2]).filter(({ status }) => everywhere(status))
  const statuses = new Set(common.map(({ status }) => status))
  const groups = spec.tags.map(({ description, name }) => ({
    name,
    description: description ?? "",
    routes: all.filter(([, , { tags }]) => tags?.includes(name)).map((one) => route(shapes, statuses, one))
  }))
  return { common, groups }
}
