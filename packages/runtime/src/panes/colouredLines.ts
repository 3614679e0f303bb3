/** What `capture-pane -e` gives, with nothing left in it that steers a terminal but colours. Pure. */

/** SGR, the only sequence that stays. */
const sequence =
  /\u001b\[[0-9;:]*m|\u001b(?:\[[0-9;:?<>=]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[ -/]*.)?|[\u0000-\u001a\u001c-\u001f\u007f-\u009f]/gu

export const colouredLines = (lines: ReadonlyArray<string>): ReadonlyArray<string> =>
  lines.map((line) => line.replace(sequence, (found) => (/^\u001b\[[0-9;:]*m$/u.test(found) ? found : "")))

/** The same as plain lines, as agents' screens are read. */
export const plainLines = (lines: ReadonlyArray<string>): ReadonlyArray<string> =>
  lines.map((line) => line.replaceAll(/\u001b\[[0-9;:]*m/gu, "").trimEnd())
