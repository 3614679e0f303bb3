/** Where the parts of a JSON text stand, at any depth. For texts that `parseJsonText` accepts. */

export interface JsonChild {
  /** Null for an element of a list. */
  readonly key: string | null
  /** Of the key or, without one, of the value. */
  readonly start: number
  readonly valueStart: number
  readonly valueEnd: number
}

export interface JsonContainer {
  readonly opening: number
  /** Of the closing brace or bracket. */
  readonly closing: number
  readonly children: ReadonlyArray<JsonChild>
}

const space = /(?:[ \t\r\n\ufeff]+|\/\/[^\n]*|\/\*[^]*?\*\/)*/y
const string = /"(?:[^"\\]|\\[^])*"/y
const scalar = /[^\s,\]}/]+/y

const end = (pattern: RegExp, text: string, place: number): number => {
  pattern.lastIndex = place
  return place + (pattern.exec(text)?.[0].length ?? 0)
}

const valueEnd = (text: string, start: number): number => {
  const first = text[start]
  if (first === "{" || first === "[") return containerAt(text, start).closing + 1
  return end(first === '"' ? string : scalar, text, start)
}

/** The object or list that begins at this place. */
export const containerAt = (text: string, opening: number): JsonContainer => {
  const isObject = text[opening] === "{"
  const children: Array<JsonChild> = []
  let place = end(space, text, opening + 1)
  while (place < text.length && text[place] !== "}" && text[place] !== "]") {
    const start = place
    let key: string | null = null
    if (isObject) {
      place = end(string, text, start)
      key = JSON.parse(text.slice(start, place)) as string
      place = end(space, text, end(space, text, place) + 1)
    }
    const valueStart = place
    place = valueEnd(text, valueStart)
    children.push({ key, start, valueStart, valueEnd: place })
    place = end(space, text, place)
    if (text[place] === ",") place = end(space, text, place + 1)
  }
  return { opening, closing: place, children }
}

/** The outermost object; null where the text has none. */
export const rootOf = (text: string): JsonContainer | null => {
  const start = end(space, text, 0)
  return text[start] === "{" ? containerAt(text, start) : null
}

/** The member of that name; JSON takes the last of several. */
export const memberOf = ({ children }: JsonContainer, key: string): JsonChild | null =>
  children.findLast((child) => child.key === key) ?? null
