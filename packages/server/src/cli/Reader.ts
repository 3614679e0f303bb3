/** Who reads what a command prints: a person at a terminal, or a program. */
import { Context } from "effect"
import { coloured, type Paint, plain } from "./text/paint.ts"

export interface ReaderOf {
  readonly terminal: boolean
  readonly columns: number
  readonly paint: Paint
}

/** From a stream and the environment; a set and non-empty NO_COLOR means no colours. */
export const readerOf = (
  stream: { readonly isTTY?: boolean; readonly columns?: number },
  env: Readonly<Record<string, string | undefined>>
): ReaderOf => {
  const terminal = stream.isTTY === true
  const colours = terminal && !env["NO_COLOR"] && env["TERM"] !== "dumb"
  return { terminal, columns: stream.columns ?? 80, paint: colours ? coloured : plain }
}

export const Reader = Context.Reference<ReaderOf>("@opensessions/server/cli/Reader", {
  defaultValue: () => readerOf(process.stdout, process.env)
})
