/** `npm run bench [--json] [section …]`: measures, prints a table (or JSON) and writes `bench/results/latest.json`. */
import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { agents, agentsGrowth, agentsStart } from "./agents.ts"
import { commandLine } from "./commandLine.ts"
import { type Figure, json, table } from "./figures.ts"
import { frames } from "./frames.ts"
import { idle } from "./idle.ts"
import { latency } from "./latency.ts"
import { memory, yardstick } from "./memory.ts"
import { newWindow } from "./newWindow.ts"
import { spinners } from "./spinners.ts"
import { plugins } from "./plugins.ts"
import { coldStart } from "./start.ts"

const sections: Readonly<Record<string, () => Promise<ReadonlyArray<Figure>>>> = {
  memory,
  yardstick,
  latency,
  frames,
  coldStart,
  commandLine,
  newWindow,
  agents,
  agentsStart,
  agentsGrowth,
  plugins,
  spinners,
  idle
}

const words = process.argv.slice(2)
const wanted = words.filter((word) => word !== "--json")
const unknown = wanted.filter((name) => sections[name] === undefined)
if (unknown.length > 0) {
  process.stderr.write(
    `opensessions: no section ${unknown.join(", ")}; there are: ${Object.keys(sections).join(", ")}\n`
  )
  process.exit(2)
}

const figures: Array<Figure> = []
for (const [name, section] of Object.entries(sections)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  process.stderr.write(`bench: ${name} …\n`)
  figures.push(...(await section()))
}
process.stdout.write(`${words.includes("--json") ? json(figures) : table(figures)}\n`)
const results = join(import.meta.dirname, "results")
mkdirSync(results, { recursive: true })
writeFileSync(join(results, "latest.json"), `${json(figures)}\n`)
