/** The one form of every refusal: JSON with an `error`, kept by nobody. */
import { HttpServerResponse } from "effect/http"

/** Headers of every answer: none of them lets another origin read it. */
export const commonHeaders = {
  "cache-control": "no-store",
  "x-content-type-options": "nosniff"
} as const

export const refusal = (
  status: number,
  body: { readonly error: string; readonly field?: string | null },
  headers: Readonly<Record<string, string>> = {}
): HttpServerResponse.HttpServerResponse =>
  HttpServerResponse.jsonUnsafe(body, { status, headers: { ...commonHeaders, ...headers } })
