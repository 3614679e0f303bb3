import { assert, describe, it } from "@effect/vitest"
import { spawnSync } from "node:child_process"
import { mkdirSync, readFileSync, symlinkSync } from "node:fs"
import { join } from "node:path"
import { runProgram } from "../support/runProgram.ts"
import { installation } from "../support/scratchWorld.ts"
import { TmuxWorld } from "../support/TmuxWorld.ts"

const page = readFileSync(join(installation, "docs/how-to/use-from-scripts.md"), "utf8")
const scripts = [...page.matchAll(/^```sh\n([^]*?)^```$/gm)].map(([, script]) => script!)

const present = ["curl", "jq"].every((program) => spawnSync(program, ["--version"]).status === 0)

describe.skipIf(!present)("docs/how-to/use-from-scripts.md", () => {
  it("has scripts that do what they say, each as it stands", async () => {
    await using t = await TmuxWorld.start({ sessions: { api: { directory: "api" }, web: {} } })
    const anna = await t.client("anna")
    assert.strictEqual((await t.opensessions()).status, 0)
    await anna.sees(/^▌ 1 api/m)
    const bin = join(t.scratch.home, "bin")
    mkdirSync(bin)
    symlinkSync(t.launcher, join(bin, "opensessions"))
    const inside = await t.insideOf(t.pane("api"))
    const env = {
      ...t.scratch.env,
      ...inside,
      PATH: `${bin}:${t.scratch.env["PATH"]}`,
      OPENSESSIONS_PORT: String(t.info()!.port)
    }
    const cwd = join(t.scratch.home, "api")
    const printed: Array<string> = []
    for (const script of scripts) {
      const { status, stderr, stdout } = await runProgram("sh", ["-eu", "-c", script], { env, cwd })
      assert.deepStrictEqual([status, stderr], [0, ""], script)
      printed.push(stdout)
    }
    assert.isAtLeast(scripts.length, 11)
    const { metadata, agents } = (await t.state()).sessions.find(({ name }) => name === "api")!
    assert.deepInclude(metadata.status, { text: "Deploying", tone: "warn" })
    assert.deepInclude(metadata.progress, { current: 3, total: 10, label: "services" })
    assert.deepStrictEqual(metadata.logs, [])
    assert.deepInclude(agents[0], { agent: "my-agent", threadName: "Mend the build" })
    assert.include(printed, `${t.info()!.port}\n`)
    assert.include(printed, "api\t-\nweb\t-\n")
  })
})
