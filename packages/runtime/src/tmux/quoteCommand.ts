/** Words to one line of control mode. tmux reads that line with its configuration parser, so nothing may stand bare. */

// Bare words of these letters mean themselves to the configuration parser.
const plain = /^[A-Za-z0-9@_+:,./-][A-Za-z0-9@%_+:,./=-]*$/
const encoder = new TextEncoder()

const escaped = (character: string): string => {
  if (/[\\"$~]/.test(character)) return `\\${character}`
  let octal = ""
  for (const byte of encoder.encode(character)) octal += `\\${byte.toString(8).padStart(3, "0")}`
  return octal
}

/** One word as a configuration token. NUL cannot be part of a word in tmux and is left out. */
export const quoteWord = (word: string): string =>
  plain.test(word)
    ? word
    : `"${word.replaceAll("\0", "").replaceAll(/[\\"$~]|[\u0001-\u001f\u007f-\u009f]/g, escaped)}"`

/** A command and its arguments as one line without its newline; each argument arrives in tmux as it is. */
export const quoteCommand = (words: ReadonlyArray<string>): string => words.map(quoteWord).join(" ")
