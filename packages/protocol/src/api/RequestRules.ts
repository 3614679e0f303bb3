/** The rules that every request is held to before its handler sees it; part of the contract for the errors they add. */
import { HttpApiMiddleware } from "effect/http-api"
import { Forbidden, Malformed, NotJson, TooLarge, TooMany } from "./Refusals.ts"

export class RequestRules extends HttpApiMiddleware.Service<RequestRules>()("@opensessions/protocol/api/RequestRules", {
  error: [Malformed, Forbidden, TooLarge, NotJson, TooMany]
}) {}
