import { assert, it } from "@effect/vitest"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { cliAgents } from "../../src/agents/cli-agents/CliAgents.ts"

const page = readFileSync(join(import.meta.dirname, "../../../../docs/reference/agents.md"), "utf8")
const rows = page.split("\n").filter((line) => line.startsWith("| "))

it.each(cliAgents)("the reference says of $agent what its rules can tell", ({ agent, program, screen }) => {
  const row = rows.find((line) => line.includes(`| \`${agent}\` |`)) ?? assert.fail("it has no row")
  assert.include(row, `\`${program.names[0]}\``)
  assert.strictEqual(row.includes("that it is there, and whether it draws"), screen.length === 0)
  const waits = screen.some(({ status }) => status === "waiting")
  assert.strictEqual(row.includes("not that it waits"), screen.length > 0 && !waits)
})
