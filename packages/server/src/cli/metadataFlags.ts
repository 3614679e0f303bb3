/** The flags that the metadata commands share. */
import { Tone } from "@opensessions/protocol/Metadata"
import { Option } from "effect"
import { Flag } from "effect/cli"
import { parseDuration } from "./duration.ts"

export const toneFlag = Flag.Literals("tone", Tone.literals).pipe(
  Flag.withDescription("How it is meant"),
  Flag.optional
)

export const ttlFlag = Flag.String("ttl").pipe(
  Flag.filterMap(
    (text) => Option.fromNullishOr(parseDuration(text)),
    () => "a time such as 30s, 5m, 1h or 500ms"
  ),
  Flag.withDescription("How long it stays: 30s, 5m, 1h. Default: until it is changed"),
  Flag.withMetavar("TIME"),
  Flag.optional
)

export const sourceFlag = Flag.String("source").pipe(
  Flag.withDescription("Who says it, such as `ci`"),
  Flag.withMetavar("NAME"),
  Flag.optional
)

/** The fields of a body that are given. */
export const given = (fields: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => {
      if (!Option.isOption(value)) return [[name, value]]
      return Option.isSome(value) ? [[name, value.value]] : []
    })
  )
