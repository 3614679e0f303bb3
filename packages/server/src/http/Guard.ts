/** Stands before every route of both doors: who may ask, how often, and nothing but JSON as a refusal. */
import type { Access } from "@opensessions/protocol/api/Access"
import * as NodeHttpServerRequest from "@effect/platform-node/NodeHttpServerRequest"
import { Cause, Clock, Context, Effect, Layer } from "effect"
import { HttpServerError, HttpServerRequest, HttpServerResponse } from "effect/http"
import type { IncomingMessage } from "node:http"
import { admit, type Door, type RequestHead } from "./admission.ts"
import { DaemonToken } from "./DaemonToken.ts"
import { Peers } from "./Peers.ts"
import { commonHeaders, refusal } from "./refusal.ts"
import { type Bucket, type BucketSize, fullBucket, takeToken } from "./tokenBucket.ts"

/** What no honest script reaches: a loop of curl makes about 100 requests a second. */
export interface RateLimits {
  readonly tcp: BucketSize
  readonly unix: BucketSize
}

export const rateLimits: RateLimits = {
  tcp: { burst: 2_000, perSecond: 500 },
  unix: { burst: 10_000, perSecond: 5_000 }
}

type App<E, R> = Effect.Effect<HttpServerResponse.HttpServerResponse, E, R>

const hostLines = ({ rawHeaders }: IncomingMessage): ReadonlyArray<string> =>
  rawHeaders.filter((_, i) => i % 2 === 1 && rawHeaders[i - 1]?.toLowerCase() === "host")

const announcesBody = ({ headers }: IncomingMessage): boolean =>
  headers["transfer-encoding"] !== undefined || (headers["content-length"] ?? "0") !== "0"

const isRouteNotFound = (error: unknown): boolean =>
  HttpServerError.isHttpServerError(error) && error.reason._tag === "RouteNotFound"

/** A failure that gets as far as here is our bug: it is logged, and says nothing about us. */
const answerFailure = (cause: Cause.Cause<unknown>): App<never, never> =>
  cause.reasons.some((reason) => reason._tag === "Fail" && isRouteNotFound(reason.error))
    ? Effect.succeed(refusal(404, { error: "no such route" }))
    : Effect.as(Effect.logError("a request failed", cause), refusal(500, { error: "internal error" }))

/** `?a=b` of a request's target, with its question mark; empty where it has none. */
const queryOf = (target: string): string => /\?[^#]*/.exec(target)?.[0] ?? ""

/** What a client says wrongly on its WebSocket ends that connection, and is no failure of ours. */
const endWebSocket = (cause: Cause.Cause<unknown>): App<never, never> =>
  Effect.as(Effect.logDebug("a WebSocket was ended", cause), HttpServerResponse.empty())

/** A client that goes away interrupts its request. */
const unlessInterrupted =
  (answer: (cause: Cause.Cause<unknown>) => App<never, never>) =>
  <E>(cause: Cause.Cause<E>): App<never, never> =>
    Cause.hasInterruptsOnly(cause) ? Effect.failCause(cause as Cause.Cause<never>) : answer(cause)

const make = (limits: RateLimits) =>
  Effect.gen(function* () {
    const token = yield* DaemonToken
    const peers = yield* Peers
    const buckets = new Map<string, Bucket>()

    const withinRate = (door: Door, access: Access, now: number): boolean => {
      const size = limits[door.kind]
      const key = `${door.kind} ${access}`
      const [bucket, taken] = takeToken(buckets.get(key) ?? fullBucket(size, now), size, now)
      buckets.set(key, bucket)
      return taken
    }

    const headOf = Effect.fnUntraced(function* (source: IncomingMessage, door: Door) {
      const { headers } = source
      return {
        door,
        peer: door.kind === "tcp" ? yield* peers.of(source.socket) : "self",
        proven: token.matches(headers.authorization),
        method: source.method ?? "GET",
        target: source.url ?? "/",
        hosts: hostLines(source),
        origin: headers.origin,
        secFetchSite: headers["sec-fetch-site"]?.toString(),
        upgrade: headers.upgrade
      } satisfies RequestHead
    })

    const protect =
      (door: Door) =>
      <E, R>(app: App<E, R>): App<never, R | HttpServerRequest.HttpServerRequest> =>
        Effect.gen(function* () {
          const request = yield* HttpServerRequest.HttpServerRequest
          const source = NodeHttpServerRequest.toIncomingMessage(request) as IncomingMessage
          const verdict = admit(yield* headOf(source, door))
          if (verdict._tag === "Refused") {
            const allow = verdict.allow.length === 0 ? {} : { allow: verdict.allow.join(", ") }
            // Nobody waits for the rest of a body that nobody reads.
            const close = announcesBody(source) ? { connection: "close" } : {}
            const field = verdict.status === 400 ? { field: null } : {}
            return refusal(verdict.status, { error: verdict.error, ...field }, { ...allow, ...close })
          }
          if (!withinRate(door, verdict.access, yield* Clock.currentTimeMillis)) {
            return refusal(429, { error: "too many requests" }, { "retry-after": "1" })
          }
          const answered = Effect.provideService(
            app,
            HttpServerRequest.HttpServerRequest,
            request.modify({ url: verdict.path + queryOf(source.url ?? "") })
          )
          const answer = yield* source.headers.upgrade === undefined
            ? answered
            : Effect.catchCause(answered, unlessInterrupted(endWebSocket))
          return HttpServerResponse.setHeaders(answer, commonHeaders)
        }).pipe(Effect.catchCause(unlessInterrupted(answerFailure)))

    return Guard.of({ protect })
  })

export class Guard extends Context.Service<
  Guard,
  {
    protect(
      door: Door
    ): <E, R>(
      app: Effect.Effect<HttpServerResponse.HttpServerResponse, E, R>
    ) => Effect.Effect<HttpServerResponse.HttpServerResponse, never, R | HttpServerRequest.HttpServerRequest>
  }
>()("@opensessions/server/http/Guard") {
  static readonly layerWith = (limits: RateLimits) => Layer.effect(Guard, make(limits))

  static readonly layer = Guard.layerWith(rateLimits)
}
