/** Holds a request to the rules of its body: JSON, in UTF-8, at most 64 KiB, as the schema says. */
import { Malformed, maxBodyBytes, NotJson, TooLarge } from "@opensessions/protocol/api/Refusals"
import { RequestRules } from "@opensessions/protocol/api/RequestRules"
import { cleanText } from "@opensessions/protocol/cleanText"
import { ByteSize, Effect, Layer, SchemaIssue } from "effect"
import { HttpIncomingMessage, HttpServerError, HttpServerRequest } from "effect/http"
import { HttpApiError } from "effect/http-api"

const formatIssues = SchemaIssue.makeFormatterStandardSchemaV1()

/** Long input must not come back whole in the answer. */
const maxError = 300

const segmentKey = (segment: PropertyKey | { readonly key: PropertyKey }): string =>
  String(typeof segment === "object" ? segment.key : segment)

/** The first thing that is wrong, with its field. */
export const malformed = (error: HttpApiError.HttpApiSchemaError): Malformed => {
  const [issue] = formatIssues(error.cause.issue).issues
  const path = (issue?.path ?? []).map(segmentKey).join(".")
  return new Malformed({
    error: cleanText(issue?.message ?? "malformed", maxError),
    field: path === "" ? null : cleanText(path, maxError)
  })
}

const utf8 = new TextDecoder("utf-8", { fatal: true })

const saysJson = (contentType: string): boolean => {
  const [type = "", ...parameters] = contentType
    .toLowerCase()
    .split(";")
    .map((part) => part.trim())
  return (
    type === "application/json" && parameters.every((p) => !p.startsWith("charset=") || /^charset="?utf-?8"?$/.test(p))
  )
}

const tooLarge = new TooLarge({ error: "the body is larger than 64 KiB" })

const whole = (error: string) => new Malformed({ error, field: null })

/** Reads the body once for all; the handler's decoder finds it read. A body in pieces is counted as it comes. */
const readBody = Effect.fnUntraced(function* (request: HttpServerRequest.HttpServerRequest) {
  const bytes = yield* request.arrayBuffer.pipe(
    Effect.provideService(HttpIncomingMessage.MaxBodySize, ByteSize.bytes(maxBodyBytes)),
    Effect.mapError((error) =>
      HttpServerError.isHttpServerError(error) &&
      error.reason._tag === "RequestParseError" &&
      error.reason.reason === "BodyTooLarge"
        ? tooLarge
        : whole("the body ended early")
    )
  )
  yield* Effect.try({ try: () => utf8.decode(bytes), catch: () => whole("the body is not UTF-8") })
})

const hasBody = ({ headers }: HttpServerRequest.HttpServerRequest): boolean =>
  headers["transfer-encoding"] !== undefined || (headers["content-length"] ?? "0") !== "0"

const check = Effect.fnUntraced(function* (request: HttpServerRequest.HttpServerRequest) {
  if (!hasBody(request)) return
  const { headers } = request
  const contentType = headers["content-type"]
  const encoding = headers["content-encoding"] ?? "identity"
  if (Number(headers["content-length"]) > maxBodyBytes) return yield* tooLarge
  if (contentType !== undefined && !saysJson(contentType)) {
    return yield* new NotJson({ error: "send application/json" })
  }
  if (encoding !== "identity") return yield* new NotJson({ error: "send it uncompressed" })
  yield* readBody(request)
})

/** Where the request is at fault; an answer that does not fit its schema is our own bug and stays one. */
const isRequestError = (error: unknown): error is HttpApiError.HttpApiSchemaError =>
  HttpApiError.HttpApiSchemaError.is(error) && error.kind !== "Body" && error.kind !== "ResponseHeaders"

export const RequestRulesLive = Layer.succeed(RequestRules, (handler) =>
  Effect.gen(function* () {
    yield* check(yield* HttpServerRequest.HttpServerRequest)
    return yield* handler
  }).pipe(Effect.mapError((error) => (isRequestError(error) ? malformed(error) : error)))
)
