/** Arithmetic on colours of the form `#rrggbb`. */

const parts = (colour: string): readonly [number, number, number] => [
  Number.parseInt(colour.slice(1, 3), 16),
  Number.parseInt(colour.slice(3, 5), 16),
  Number.parseInt(colour.slice(5, 7), 16)
]

/** Between two colours: `share` 0 is the first, 1 the second. */
export const mixed = (from: string, to: string, share: number): string => {
  const [a, b] = [parts(from), parts(to)]
  return `#${a
    .map((value, at) =>
      Math.round(value + (b[at]! - value) * share)
        .toString(16)
        .padStart(2, "0")
    )
    .join("")}`
}

/** How light a colour is, 0 to 1, as WCAG 2 defines it. */
export const lightness = (colour: string): number => {
  const [r, g, b] = parts(colour).map((value) => {
    const part = value / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!
}

/** The contrast of two colours, 1 to 21, as WCAG 2 defines it. */
export const contrast = (a: string, b: string): number => {
  const [less, more] = [lightness(a), lightness(b)].sort((x, y) => x - y)
  return (more! + 0.05) / (less! + 0.05)
}

/** Whether it is a colour that can be reckoned with. */
export const isHex = (colour: string): boolean => /^#[0-9a-f]{6}$/u.test(colour)

/** The first mixture of a colour with another, in small steps, that is good enough; the other one where none is. */
export const mixedUntil = (colour: string, towards: string, good: (mixture: string) => boolean): string => {
  for (let step = 0; step < 50; step++) {
    const mixture = mixed(colour, towards, step / 50)
    if (good(mixture)) return mixture
  }
  return towards
}
