/** The document as bytes: made once for each change, however many read it. */
import { eventId } from "@opensessions/protocol/api/StateEvent"
import type { State } from "@opensessions/protocol/State"

const encoder = new TextEncoder()

const once = <A>(encode: (state: State) => A): ((state: State) => A) => {
  const made = new WeakMap<State, A>()
  return (state) => {
    const before = made.get(state)
    if (before !== undefined) return before
    const encoded = encode(state)
    made.set(state, encoded)
    return encoded
  }
}

const json = once((state) => JSON.stringify(state))

/** The body of `GET /state`. */
export const stateBody = once((state) => encoder.encode(json(state)))

/** One server-sent event. JSON has no line breaks, so the data is one line. */
export const stateFrame = once((state) =>
  encoder.encode(`id: ${eventId(state)}\nevent: state\ndata: ${json(state)}\n\n`)
)

/** Opens the stream: a reader knows at once that it is connected, though nothing may be new for it. */
export const streamOpening = encoder.encode(": opensessions\n\n")
