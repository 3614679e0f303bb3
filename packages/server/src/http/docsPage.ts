/** `GET /docs`: the API's description as one page without scripts, from the same document as `GET /openapi.json`. */
import type { OpenApi } from "effect/http-api"
import { apiReference, type ReferenceAnswer, type ReferenceField, type ReferenceRoute } from "./apiReference.ts"

const escape = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;")

/** Prose, in which the description puts code between backticks. */
const prose = (text: string): string => escape(text).replaceAll(/`([^`]+)`/g, "<code>$1</code>")

const fieldTable = (title: string, fields: ReadonlyArray<ReferenceField>): string => {
  const rows = fields.map(({ description, name, optional, type }) => {
    const cells = [`<code>${escape(name)}${optional ? "?" : ""}</code>`, escape(type), prose(description)]
    return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`
  })
  return rows.length === 0 ? "" : `<h4>${title}</h4><table>${rows.join("")}</table>`
}

const answer = ({ description, fields, status }: ReferenceAnswer): string =>
  `<h4>${escape(status)}</h4><p>${prose(description)}</p>${fieldTable("Answer", fields)}`

const section = ({ answers, body, description, method, parameters, path, summary }: ReferenceRoute): string =>
  [
    `<h3 id="${escape(path)}"><code>${method} ${escape(path)}</code></h3>`,
    `<p>${prose(summary)}</p>`,
    description === "" ? "" : `<p>${prose(description)}</p>`,
    fieldTable("Parameters", parameters),
    fieldTable("Body", body),
    ...answers.map(answer)
  ].join("\n")

const style = [
  "body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}",
  "table{border-collapse:collapse}td{border:1px solid #8886;padding:.2rem .6rem;vertical-align:top}",
  "code{font-family:ui-monospace,monospace}h3{margin-top:2.5rem}h4{margin:.8rem 0 .2rem}p{margin:.3rem 0}"
].join("")

/** The page is plain: nothing on it runs, and nothing is loaded from elsewhere. */
export const docsPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"

export const docsPage = (spec: OpenApi.OpenAPISpec): string => {
  const { common, groups } = apiReference(spec)
  const routes = groups
    .map(({ description, name, routes }) =>
      [`<h2>${escape(name)}</h2><p>${prose(description)}</p>`, ...routes.map(section)].join("\n")
    )
    .join("\n")
  const title = escape(spec.info.title)
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${title}</title><style>${style}</style></head>
<body><h1>${title} ${escape(spec.info.version)}</h1><p>${prose(spec.info.description ?? "")}</p>
<p>The same as a document for programs: <a href="/openapi.json">/openapi.json</a></p>
<h2>What every route may answer</h2>
${common.map(answer).join("\n")}
${routes}</body></html>`
}
