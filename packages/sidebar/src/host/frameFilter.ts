/**
 * Lets only what paints through to a pane: text, colours, cursor positions and the brackets of a synchronised frame.
 *
 * A renderer that believes to own a terminal also asks it questions, sets its title, scrolls it to make room and
 * resets it at the end. In a pane of the daemon's each of these is wrong: an answer would be read as keys (S3), an
 * empty title would hide the pane from other tools, a scroll would move the last frame. So the rule is a list of what
 * may pass, and a sequence that a later renderer invents is dropped.
 */

const escape = 0x1b
const bell = 0x07

/** Finals of sequences without a prefix: SGR, cursor to position, column and row, relative moves, erase in line. */
const painting = new Set([..."mHfABCDGdKX"].map((char) => char.charCodeAt(0)))

/** Private modes that a frame switches: cursor visibility and synchronised output. */
const frameModes = new Set(["?25h", "?25l", "?2026h", "?2026l"])

/**
 * Anything but whole sequences that may pass. Searched for first because nearly every piece is a frame and nothing
 * else: 8 KB take 0.05 ms so, and 0.5 to 7 ms (while the code is cold) byte by byte.
 */
const suspicious = /\x1b(?!\[(?:[\d;:]*[mHfABCDGdKX]|\?(?:25|2026)[hl]))|[\x00-\x1a\x1c-\x1f\x7f]/

const isPaintAlone = (bytes: Uint8Array): boolean =>
  !suspicious.test(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1"))

type Place = "text" | "escape" | "csi" | "string" | "stringEscape"

/** Returns a function that is given the renderer's bytes in order, in pieces of any size, and returns what may pass. */
export const makeFrameFilter = (): ((bytes: Uint8Array) => Uint8Array) => {
  let place: Place = "text"
  let sequence = ""
  return (bytes) => {
    if (place === "text" && isPaintAlone(bytes)) return bytes.slice()
    const passed = new Uint8Array(sequence.length + bytes.length + 2)
    let length = 0
    for (const byte of bytes) {
      if (place === "text") {
        if (byte === escape) place = "escape"
        else if (byte >= 0x20 && byte !== 0x7f) passed[length++] = byte
      } else if (place === "escape") {
        place = afterEscape(byte)
        sequence = ""
      } else if (place === "csi") {
        if (byte === escape) place = "escape"
        else if (byte < 0x40 || byte > 0x7e) sequence += String.fromCharCode(byte)
        else {
          place = "text"
          if (mayPass(sequence, byte)) {
            passed[length++] = escape
            passed[length++] = 0x5b
            for (let index = 0; index < sequence.length; index++) passed[length++] = sequence.charCodeAt(index)
            passed[length++] = byte
          }
          sequence = ""
        }
      } else if (place === "string") {
        if (byte === bell) place = "text"
        else if (byte === escape) place = "stringEscape"
      } else {
        place = byte === 0x5c ? "text" : afterEscape(byte)
      }
    }
    return passed.subarray(0, length)
  }
}

/** `ESC [` starts a control sequence, `ESC P ] ^ _ X` a string; every other pair is complete and dropped. */
const afterEscape = (byte: number): Place => {
  switch (byte) {
    case escape:
      return "escape"
    case 0x5b:
      return "csi"
    case 0x50:
    case 0x58:
    case 0x5d:
    case 0x5e:
    case 0x5f:
      return "string"
    default:
      return byte >= 0x20 && byte < 0x30 ? "escape" : "text"
  }
}

const mayPass = (parameters: string, final: number): boolean =>
  /^[\d;:]*$/.test(parameters) ? painting.has(final) : frameModes.has(parameters + String.fromCharCode(final))
