/** Takes pictures of the real screen into `docs/images/`: `node scripts/screenshots.ts`. */
import { themeNamed } from "@opensessions/sidebar/themes/themeNamed"
import { textWidth } from "@opensessions/sidebar/view/textWidth"
import { mkdirSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import type { Client } from "../test/support/Client.ts"
import type { TmuxWorld } from "../test/support/TmuxWorld.ts"
import { waitFor } from "../test/support/waiting.ts"
import { sidebarPanes } from "../test/support/sidebarPanes.ts"
import { ansiToSvg } from "./ansiToSvg.ts"
import { scene } from "./scene.ts"

const images = join(import.meta.dirname, "..", "docs", "images")

/** Four themes, three widths, dark and light. */
const pictures = [
  { name: "sidebar-narrow", theme: "catppuccin-mocha", width: 26 },
  { name: "sidebar-light", theme: "catppuccin-latte", width: 32 },
  { name: "sidebar-medium", theme: "tokyo-night", width: 40 },
  { name: "sidebar-wide", theme: "gruvbox-dark", width: 64 }
] as const

const configure = (world: TmuxWorld, config: object): void => {
  const path = join(world.scratch.home, ".config/opensessions/config.json")
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, JSON.stringify(config))
}

/** The colours of the terminal around, which a theme leaves as they are. */
const around = (theme: string) => {
  const { base, text } = themeNamed(theme).palette
  return { bg: base, fg: text }
}

const channels = (colour: string): string =>
  [1, 3, 5].map((at) => String(Number.parseInt(colour.slice(at, at + 2), 16))).join(";")

/** What has just come to wait is emphasised for a moment, which is no picture of a day. */
const isCalm = (lines: ReadonlyArray<string>, theme: string): boolean =>
  !lines.join("").includes(`48;2;${channels(themeNamed(theme).palette.surface1)}`)

/** The sidebar that somebody looks at, once it has its width. */
const paneOf = async (world: TmuxWorld, client: Client, width: number): Promise<string> => {
  const window = await client.where("#{window_id}")
  const find = async () =>
    (await sidebarPanes(world)).find((pane) => pane.window === window && pane.width === width)?.pane ?? null
  return waitFor(find, () => `no sidebar of ${width} columns`)
}

mkdirSync(images, { recursive: true })
await using world = await scene()
const anna = await world.client("anna", { width: 100, height: 34, session: "web" })
await world.tmux.run("select-pane", "-t", await paneOf(world, anna, 26))
await anna.sees("⏎ go")
await anna.sees("⌁5173", { timeoutMillis: 20_000 })
const whole = async () => {
  const lines = await anna.colours()
  return isCalm(lines, "catppuccin-mocha") ? lines : null
}
const first = await waitFor(whole, () => "something is news for ever")
writeFileSync(join(images, "sidebar.svg"), ansiToSvg(first, 100, textWidth, around("catppuccin-mocha")))

await anna.resize(140, 40)
await anna.keys("g")
await anna.sees("Fix login redirect")
for (const { name, theme, width } of pictures) {
  configure(world, { theme, sidebarWidth: width })
  const pane = await paneOf(world, anna, width)
  const painted = async () => {
    const lines = await world.tmux.run("capture-pane", "-p", "-e", "-N", "-t", pane)
    const isWhole = lines.filter((line) => line.includes("─".repeat(width - 1))).length === 2
    const isWorn = lines.join("").includes(`38;2;${channels(themeNamed(theme).status.waiting)}`)
    return isWhole && isWorn && isCalm(lines, theme) ? lines : null
  }
  const lines = await waitFor(painted, () => `${theme} is not painted`)
  writeFileSync(join(images, `${name}.svg`), ansiToSvg(lines, width, textWidth, around(theme)))
}
