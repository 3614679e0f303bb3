/** What a probe needs to tell this daemon from a stranger; there is no secret in it. */
import { Schema } from "effect"

export const product = "opensessions"

export const Health = Schema.Struct({
  product: Schema.Literal(product).annotateKey({ description: "Always `opensessions`." }),
  version: Schema.String.annotateKey({ description: "The daemon's version." }),
  key: Schema.Int.annotate({ description: "The key of the tmux socket that this daemon serves." }),
  pid: Schema.Int.annotateKey({ description: "The daemon's process." })
})
export type Health = typeof Health.Type
