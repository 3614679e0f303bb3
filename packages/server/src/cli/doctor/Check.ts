/** One thing that `doctor` looked at. */

export interface Check {
  readonly name: string
  /** `note`: worth knowing, nothing is wrong. */
  readonly state: "fine" | "note" | "problem"
  readonly text: string
  /** What to do about it, null where nothing is to be done. */
  readonly mend: string | null
}

export const fine = (name: string, text: string): Check => ({ name, state: "fine", text, mend: null })
export const note = (name: string, text: string, mend: string | null = null): Check => ({
  name,
  state: "note",
  text,
  mend
})
export const problem = (name: string, text: string, mend: string): Check => ({ name, state: "problem", text, mend })
