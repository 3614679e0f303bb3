/** Makes text from an agent's files fit to be shown. */

const maxLength = 2_000
const maxNameLength = 80

/** Without escape sequences and control characters, which could command a terminal. Line breaks stay. */
export const visibleText = (text: string): string =>
  text
    .slice(0, maxLength * 2)
    // Longest first: OSC up to its end, CSI, then any other two-character escape.
    .replace(/\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|\u001b\[[0-?]*[ -/]*[@-~]|\u001b./g, "")
    .replace(/\r\n?/g, "\n")
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, " ")
    .trim()
    .slice(0, maxLength)

/** The first line with something in it, for a name. Null where there is none. */
export const firstLine = (text: string): string | null => {
  const line = visibleText(text)
    .split("\n")
    .map((one) => one.trim())
    .find((one) => one !== "")
  if (line === undefined) return null
  return line.length > maxNameLength ? `${line.slice(0, maxNameLength - 1).trimEnd()}…` : line
}
