/** Takes pictures of the real screen into `docs/images/`: `node scripts/screenshots.ts`. */
import { textWidth } from "@opensessions/sidebar/view/textWidth"
import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { ansiToSvg } from "./ansiToSvg.ts"
import { scene } from "./scene.ts"

const images = join(import.meta.dirname, "..", "docs", "images")
mkdirSync(images, { recursive: true })

await using world = await scene()
const anna = await world.client("anna", { width: 100, height: 34, session: "web" })
await anna.keys("")
await anna.sees("? help")
await anna.sees("412 tests passed").catch(() => undefined)
const lines = await anna.colours()
writeFileSync(join(images, "sidebar.svg"), ansiToSvg(lines, 100, textWidth))
