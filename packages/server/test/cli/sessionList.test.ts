import { assert, describe, it } from "@effect/vitest"
import { readerOf } from "../../src/cli/Reader.ts"
import { plain } from "../../src/cli/text/paint.ts"
import { sessionList } from "../../src/cli/text/sessionList.ts"
import { agent, session, state } from "./states.ts"

const person = { terminal: true, columns: 80, paint: plain }
const program = { terminal: false, columns: 80, paint: plain }

const git = {
  branch: "main",
  detached: false,
  root: "/home/me/api",
  repository: "/home/me/api/.git",
  worktree: false,
  dirty: true,
  changedFiles: 2,
  insertions: 1,
  deletions: 0,
  ahead: 1,
  behind: 0
}

const busy = session({
  git,
  unseen: true,
  attention: "waiting",
  agents: [agent()],
  metadata: {
    status: { text: "Deploying", tone: "warn", at: 0, expiresAt: null },
    progress: { current: 3, total: 10, percent: 0.3, label: "services", at: 0, expiresAt: null },
    logs: []
  }
})
const quiet = session({ id: "$2" as never, name: "website", index: null, hidden: true })

describe("sessionList", () => {
  it("shows a person every session with its agents", () => {
    assert.deepStrictEqual(sessionList(state([busy, quiet], ["port 7391 is taken"]), 1_000_000, person), [
      "  1 ●api      main * ↑1  ⚠ Deploying 3/10 services",
      "      waiting (permission)  claude-code %4 1m  Mend the build",
      "  -  website  /home/me/api",
      "! port 7391 is taken"
    ])
  })

  it("gives a program one line a session", () => {
    assert.deepStrictEqual(sessionList(state([busy, quiet]), 1_000_000, program), [
      "1\t$1\tapi\twaiting\tmain\t/home/me/api",
      "-\t$2\twebsite\t-\t-\t/home/me/api"
    ])
  })

  it("lets no name of theirs steer the terminal or break a line", () => {
    const hostile = session({
      name: "a\u001b[31mb\tc\nd",
      directory: "/tmp/\u0007x",
      agents: [agent({ agent: "x\u001b]0;t\u0007", threadName: "n\r\u202ename" })]
    })
    for (const reader of [person, program]) {
      const lines = sessionList(state([hostile]), 1_000_000, reader)
      // oxlint-disable-next-line no-control-regex
      assert.notMatch(lines.join("").replaceAll("\t", ""), /[\u0000-\u001f\u007f-\u009f\u202e]/u)
      if (!reader.terminal) assert.lengthOf(lines[0]!.split("\t"), 6)
    }
  })

  it("cuts what a person's terminal has no room for, and colours only where colours are wanted", () => {
    const long = session({ agents: [agent({ threadName: "x".repeat(300) })] })
    const [, line = ""] = sessionList(state([long]), 1_000_000, person)
    assert.isAtMost(line.length, 80)
    assert.isTrue(line.endsWith("…"))
    const painted = (env: Record<string, string>, isTTY: boolean) =>
      readerOf({ isTTY, columns: 80 }, env).paint.red("x")
    assert.strictEqual(painted({}, true), "\u001b[31mx\u001b[0m")
    assert.strictEqual(painted({ NO_COLOR: "" }, true), "\u001b[31mx\u001b[0m")
    assert.strictEqual(painted({ NO_COLOR: "1" }, true), "x")
    assert.strictEqual(painted({ TERM: "dumb" }, true), "x")
    assert.strictEqual(painted({}, false), "x")
  })
})
