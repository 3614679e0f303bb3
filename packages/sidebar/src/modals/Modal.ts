/** What every modal is: keys, rows, and what it looks at. Pure. */
import type { Lookup, LookupAnswer } from "@opensessions/protocol/Lookup"
import type { Harm } from "../keys.ts"
import type { Model, Outcome } from "../model.ts"
import type { Row } from "../view/Row.ts"
import type { OpenOverlay } from "./Overlay.ts"

/** What a key does here at worst; `types`: it goes into a text field. Null: nothing, and it does nothing. */
export type ModalHarm = Harm | "types" | null

export interface Modal<O extends OpenOverlay> {
  harm(overlay: O, key: string): ModalHarm
  /** Does what a key does. The guards are the caller's. */
  press(model: Model, overlay: O, key: string, at: number): Outcome
  /** So many lines, or less. */
  rows(model: Model, overlay: O, lines: number, nowMs: number): ReadonlyArray<Row>
  /** A click on an entry of its list. */
  clicked?(model: Model, overlay: O, item: number, at: number): Outcome
  pasted?(model: Model, overlay: O, text: string): Outcome
  /** What is to be looked at for as long as it is open. */
  lookup?(overlay: O): Lookup
  found?(overlay: O, answer: LookupAnswer): O
  /** A question does not outlive the focus (S55). */
  readonly closesWithoutFocus: boolean
}
