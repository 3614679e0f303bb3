/** `GET /docs`: the API's description as one page without scripts, from the same document as `GET /openapi.json`. */
import type { OpenApi } from "effect/http-api"

type Spec = OpenApi.OpenAPISpec

const escape = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;")

/** As far as the page reads a JSON schema. */
interface Shape {
  readonly type?: string
  readonly enum?: ReadonlyArray<unknown>
  readonly anyOf?: ReadonlyArray<Shape>
  readonly properties?: Readonly<Record<string, Shape>>
  readonly required?: ReadonlyArray<string>
  readonly description?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly exclusiveMinimum?: number
}

const range = ({ minimum, maximum, exclusiveMinimum }: Shape): string => {
  if (minimum !== undefined && maximum !== undefined) return ` ${minimum} to ${maximum}`
  if (minimum !== undefined) return ` ≥ ${minimum}`
  return exclusiveMinimum === undefined ? "" : ` > ${exclusiveMinimum}`
}

const typeOf = (shape: Shape): string => {
  if (shape.enum !== undefined) return shape.enum.map((value) => String(value)).join(" | ")
  if (shape.anyOf !== undefined) return [...new Set(shape.anyOf.map(typeOf))].join(" | ")
  return `${shape.type ?? "any"}${range(shape)}`
}

const objectIn = (shape: Shape): Shape | undefined =>
  shape.properties !== undefined ? shape : shape.anyOf?.map(objectIn).find((inner) => inner !== undefined)

const descriptionOf = (shape: Shape): string =>
  shape.description ?? shape.anyOf?.map(descriptionOf).find((text) => text !== "") ?? ""

const fieldRows = (shape: Shape): string => {
  const object = objectIn(shape)
  const rows = Object.entries(object?.properties ?? {}).map(([name, field]) => {
    const mark = object?.required?.includes(name) ? "" : "?"
    const cells = [`<code>${escape(name)}${mark}</code>`, escape(typeOf(field)), escape(descriptionOf(field))]
    return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`
  })
  return rows.length === 0 ? "" : `<table>${rows.join("")}</table>`
}

const operation = (method: string, path: string, op: OpenApi.OpenAPISpecOperation): string => {
  const body = op.requestBody?.content["application/json"]?.schema as Shape | undefined
  const answers = Object.entries(op.responses)
    .map(([status, { description }]) => `<li><b>${escape(status)}</b> ${escape(description)}</li>`)
    .join("")
  return [
    `<h3><code>${escape(method.toUpperCase())} ${escape(path)}</code></h3>`,
    `<p>${escape(op.summary ?? "")}</p>`,
    op.description === undefined ? "" : `<p>${escape(op.description)}</p>`,
    body === undefined ? "" : fieldRows(body),
    `<details><summary>Answers</summary><ul>${answers}</ul></details>`
  ].join("\n")
}

const operations = (spec: Spec, tag: string): string =>
  Object.entries(spec.paths)
    .flatMap(([path, item]) =>
      Object.entries(item as Readonly<Record<string, OpenApi.OpenAPISpecOperation>>)
        .filter(([, op]) => op.tags?.includes(tag))
        .map(([method, op]) => operation(method, path, op))
    )
    .join("\n")

const style = [
  "body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}",
  "table{border-collapse:collapse}td{border:1px solid #8886;padding:.2rem .6rem;vertical-align:top}",
  "code{font-family:ui-monospace,monospace}h3{margin-top:2rem}"
].join("")

/** The page is plain: nothing on it runs, and nothing is loaded from elsewhere. */
export const docsPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"

export const docsPage = (spec: Spec): string => {
  const groups = spec.tags
    .map(
      ({ name, description }) => `<h2>${escape(name)}</h2><p>${escape(description ?? "")}</p>${operations(spec, name)}`
    )
    .join("\n")
  const title = escape(spec.info.title)
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${title}</title><style>${style}</style></head>
<body><h1>${title}</h1><p>${escape(spec.info.description ?? "")}</p>
<p>The same as a document for programs: <a href="/openapi.json">/openapi.json</a></p>
${groups}</body></html>`
}
