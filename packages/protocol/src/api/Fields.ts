/** The fields that requests share. */
import { Schema, SchemaTransformation } from "effect"
import { cleanText } from "../cleanText.ts"
import { Tone } from "../Metadata.ts"

/** Characters kept of a text; what is longer ends with an ellipsis. */
export const textLimit = { short: 100, message: 500, source: 50, path: 4096 } as const

/** Text that is shown: one line without control characters, cut to `max` characters. */
export const Line = (max: number) =>
  Schema.String.pipe(
    Schema.decodeTo(
      Schema.String,
      SchemaTransformation.transform({ decode: (s) => cleanText(s, max), encode: (s) => s })
    )
  )

/** As `Line`, but something must be left to show. The description is of what is sent. */
export const VisibleLine = (max: number, description: string) =>
  Schema.String.annotate({ description }).pipe(
    Schema.decodeTo(
      Schema.String.check(Schema.isNonEmpty({ expected: "some visible text" })),
      SchemaTransformation.transform({ decode: (s) => cleanText(s, max), encode: (s) => s })
    )
  )

/** A field that may be absent; null counts as absent. */
export const Maybe = <S extends Schema.Top>(schema: S) => Schema.optionalKey(Schema.NullOr(schema))

/** A session's name or its tmux id (`$3`). */
export const SessionRef = Schema.String.check(Schema.isNonEmpty(), Schema.isMaxLength(1024)).annotate({
  description: "The session: its name, or its tmux id (`$3`)."
})

/** A session, or what belongs to one. */
export const OwnerRef = SessionRef.annotate({
  description:
    "The session: its name, or its tmux id (`$3`). Where there is none such, a pane (`%4`) or an absolute directory of it."
})

/** A finite number from 0 up. */
export const Amount = Schema.Finite.check(Schema.isGreaterThanOrEqualTo(0))

export const MaybeTone = Maybe(Tone).annotate({
  description: "How it is meant: `neutral` ·, `info` ℹ, `success` ✓, `warn` ⚠, `error` ✗. Default: `neutral`."
})

export const MaybeTtl = Maybe(Schema.Finite.check(Schema.isGreaterThan(0))).annotate({
  description: "Milliseconds after which it disappears by itself. Default: it stays."
})
