/** One event of `GET /events`. */
import { Schema } from "effect"
import { State } from "../State.ts"

/**
 * The whole document, first as it is and then after each change; a reader that is slow gets the newest. `id` rises, also
 * over a restart of the daemon: it is the daemon's start in milliseconds plus the revision.
 */
export const StateEvent = Schema.Struct({
  id: Schema.optionalKey(Schema.String).annotateKey({
    description: "Rises with each event; goes into `Last-Event-ID`."
  }),
  event: Schema.Literal("state").annotateKey({ description: "What happened." }),
  data: Schema.fromJsonString(State).pipe(
    Schema.annotateEncoded({ description: "The state document as JSON, as of `GET /state`." })
  )
})
export type StateEvent = typeof StateEvent.Type

/** The id of the event that carries this document. */
export const eventId = (state: State): string => String(state.server.startedAt + state.revision)
