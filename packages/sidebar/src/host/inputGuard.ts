/**
 * Sorts what arrives on a pane's terminal into keys, mouse and paste, which pass, and answers of a terminal to
 * somebody's question, which never do: whole, late or in pieces (S3).
 *
 * The host asks nothing, yet answers come: tmux hands what it cannot read itself (an answer of the outer terminal that
 * a slow line tore in two) to the active pane as if it were typed. Read naively, `ESC` + `[?62c` is the Escape key and
 * the keys `[ ? 6 2 c`.
 */

/** How long an `ESC` alone may be the begin of a sequence. tmux writes a key in one piece; a person does not notice it. */
export const escapeHoldMs = 25

/** How long the rest of a torn answer is waited for. A person types no `[` within this time of Escape. */
const tornMs = 1000

/** A paste or a string that is longer is not meant for a sidebar. */
const longest = 4096

/** The Escape key, unmistakable: the parser behind the guard then need not wait for more. */
const escapeKey = "\x1b[27u"

const pasteEnd = "\x1b[201~"

/** Finals of keys. `R` (F3 with a modifier) is not among them: it cannot be told from a cursor position report. */
const keyFinals = "ABCDEFGHPQSZ~u"

interface Ground {
  readonly in: "ground"
}
interface Sequence {
  /** `held`: an `ESC` that may be the key. `torn`: the key has been told already, so the rest is not passed. */
  readonly in: "held" | "torn" | "csi" | "ss3" | "string" | "paste" | "mouseBytes"
  readonly since: number
  readonly bytes: string
  /** What comes of it is not passed. */
  readonly torn: boolean
}

export type GuardState = Ground | Sequence

export const initialGuard: GuardState = { in: "ground" }

/** The state after these bytes, and what of them (one character a byte) is input. */
export const guardInput = (state: GuardState, input: string, now: number): readonly [GuardState, string] => {
  let current = expired(state, now) ? initialGuard : state
  let passed = ""
  for (const char of input) {
    const [next, pass] = step(current, char, now)
    current = next
    passed += pass
  }
  return [current, passed]
}

/** Whether `releaseEscape` is to be called after `escapeHoldMs` without further input. */
export const isHolding = (state: GuardState): boolean => state.in === "held"

/** Nothing followed the `ESC`: it was the key. */
export const releaseEscape = (state: GuardState, now: number): readonly [GuardState, string] =>
  state.in === "held" ? [{ in: "torn", since: now, bytes: "", torn: true }, escapeKey] : [state, ""]

const expired = (state: GuardState, now: number): boolean =>
  state.in !== "ground" && state.in !== "held" && now - state.since > tornMs

const step = (state: GuardState, char: string, now: number): readonly [GuardState, string] => {
  switch (state.in) {
    case "ground":
      return char === "\x1b" ? [{ in: "held", since: now, bytes: "", torn: false }, ""] : [state, char]
    case "held":
    case "torn":
      return afterEscape(state, char, now)
    case "csi":
      return inControlSequence(state, char, now)
    case "ss3":
      return [initialGuard, state.torn ? "" : `\x1bO${char}`]
    case "string":
      if (char === "\x07" || (char === "\\" && state.bytes.endsWith("\x1b"))) return [initialGuard, ""]
      return state.bytes.length > longest ? [initialGuard, ""] : [{ ...state, bytes: state.bytes + char }, ""]
    case "paste":
      return inPaste({ ...state, since: now, bytes: state.bytes + char })
    case "mouseBytes":
      return [state.bytes.length === 2 ? initialGuard : { ...state, bytes: state.bytes + char }, ""]
  }
}

const afterEscape = (state: Sequence, char: string, now: number): readonly [GuardState, string] => {
  const enter = (place: Sequence["in"]): readonly [GuardState, string] => [
    { in: place, since: now, bytes: "", torn: state.torn },
    ""
  ]
  if (char === "[") return enter("csi")
  if (char === "O") return enter("ss3")
  if ("P]^_X".includes(char)) return enter("string")
  if (state.torn) return step(initialGuard, char, now)
  if (char === "\x1b") return [{ in: "held", since: now, bytes: "", torn: false }, escapeKey]
  return [initialGuard, `\x1b${char}`]
}

const inControlSequence = (state: Sequence, char: string, now: number): readonly [GuardState, string] => {
  if (char < " ") return step(initialGuard, char, now)
  if (char < "@" || char > "~" || (char === "[" && state.bytes === "")) {
    return state.bytes.length > longest ? [initialGuard, ""] : [{ ...state, bytes: state.bytes + char }, ""]
  }
  if (state.bytes === "200" && char === "~") return [{ ...state, in: "paste", bytes: "" }, ""]
  if (state.bytes === "" && char === "M") return [{ ...state, in: "mouseBytes" }, ""]
  return [initialGuard, !state.torn && isInput(state.bytes, char) ? `\x1b[${state.bytes}${char}` : ""]
}

const isInput = (parameters: string, final: string): boolean =>
  parameters.startsWith("<")
    ? (final === "M" || final === "m") && /^<\d+;\d+;\d+$/.test(parameters)
    : keyFinals.includes(final) && /^[\d;:]*$/.test(parameters) && parameters !== "201"

/** Only the tail of a paste that is too long is kept, to know its end. */
const inPaste = (state: Sequence): readonly [GuardState, string] => {
  if (state.bytes.endsWith(pasteEnd)) return [initialGuard, state.torn ? "" : `\x1b[200~${state.bytes}`]
  return state.bytes.length > longest
    ? [{ ...state, bytes: state.bytes.slice(-pasteEnd.length), torn: true }, ""]
    : [state, ""]
}
