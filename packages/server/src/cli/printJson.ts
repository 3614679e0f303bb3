/** JSON on stdout: readable for a person, one line for a program. */
import { Console, Effect } from "effect"
import { Reader } from "./Reader.ts"

export const printJson = Effect.fn("printJson")(function* (value: unknown) {
  const { terminal } = yield* Reader
  yield* Console.log(terminal ? JSON.stringify(value, null, 2) : JSON.stringify(value))
})
