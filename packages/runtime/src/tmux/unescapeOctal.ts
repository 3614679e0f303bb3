/** Undoes the octal escapes that control mode writes for control characters and backslashes in pane output. */
const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** `a\033[m` with a literal backslash and three digits becomes the bytes that it stands for, read as UTF-8. */
export const unescapeOctal = (text: string): string => {
  if (!text.includes("\\")) return text
  const bytes: Array<number> = []
  for (const part of text.split(/(\\[0-3][0-7]{2})/)) {
    if (/^\\[0-3][0-7]{2}$/.test(part)) bytes.push(Number.parseInt(part.slice(1), 8))
    else for (const byte of encoder.encode(part)) bytes.push(byte)
  }
  return decoder.decode(Uint8Array.from(bytes))
}
