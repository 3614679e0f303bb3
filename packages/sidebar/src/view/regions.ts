/** How the height of a pane is divided. Depends on the height and a setting alone, so that nothing shifts when a state changes. */

/** The parts of a screen from top to bottom, in lines. */
export interface Regions {
  /** Lines of the header, the blank below it included. */
  readonly header: number
  readonly list: number
  /** Lines of the detail with its rule; 0 where there is no room for it. */
  readonly detail: number
  /** Lines of the footer with its rule; 0 where there is no room for it. */
  readonly footer: number
}

/** From this height on there is a footer, and a blank below the header. */
const footerFrom = 12

/** From this height on there is a detail: less would leave the list shorter than what it explains. */
const detailFrom = 18

/** The parts of a screen that is so high, with a detail of so many lines where there is room for it. */
export const regionsOf = (height: number, detailLines: number): Regions => {
  const roomy = height >= footerFrom
  const header = roomy ? 2 : 1
  const footer = roomy ? 2 : 0
  const rest = Math.max(0, height - header - footer)
  const detail = height >= detailFrom ? Math.min(detailLines + 1, Math.floor(rest / 2)) : 0
  return { header, list: rest - detail, detail, footer }
}
