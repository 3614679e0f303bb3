/** A command that can't be done, with the sentence and the exit status for it. */
import { Schema } from "effect"

export class CliFailed extends Schema.TaggedError<CliFailed>()("CliFailed", {
  reason: Schema.String,
  /** 1: it failed. 2: it was used wrongly. 3: no daemon runs. */
  status: Schema.Literals([1, 2, 3])
}) {
  override get message(): string {
    return this.reason
  }
}
