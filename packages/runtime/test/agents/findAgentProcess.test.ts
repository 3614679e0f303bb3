import { assert, describe, it } from "@effect/vitest"
import { PaneId } from "@opensessions/protocol/Ids"
import { Effect, Option } from "effect"
import { findAgentProcess } from "../../src/agents/findAgentProcess.ts"
import { linuxDetails } from "../../src/agents/linuxDetails.ts"
import { lsofNames } from "../../src/agents/lsofDetails.ts"
import { paneOfLineage } from "../../src/agents/paneOfLineage.ts"
import type { ProcessTable } from "../../src/processes/ProcessTable.ts"

interface Fake {
  readonly name: string
  readonly parent?: number
  readonly words?: ReadonlyArray<string>
  readonly executable?: string
  /** The foreground job of its terminal. */
  readonly job?: number
}

const pane = (pid: number, id = "%1") => ({
  paneId: PaneId.make(id),
  pid,
  tty: "",
  title: "",
  command: "",
  path: "/"
})

const find = (fakes: Readonly<Record<number, Fake>>) => {
  const info = (pid: number) => {
    const { job = pid, name = "", parent = 1 } = fakes[pid] ?? {}
    return {
      pid,
      ppid: parent,
      foregroundGroup: job,
      startTime: "1",
      startedAt: null,
      name,
      zombie: name === "",
      stopped: false
    }
  }
  const table: Pick<ProcessTable["Service"], "info"> = {
    info: (pid) => Effect.succeed(fakes[pid] === undefined ? Option.none() : Option.some(info(pid)))
  }
  const details = {
    ...linuxDetails,
    children: (pid: number) =>
      Effect.succeed(
        Object.keys(fakes)
          .map(Number)
          .filter((child) => fakes[child]?.parent === pid)
      ),
    words: (pid: number) => Effect.succeed(fakes[pid]?.words ?? []),
    executable: (pid: number) => Effect.succeed(fakes[pid]?.executable ?? "/bin/agent")
  }
  const program = {
    names: /^(?:agent|node)$/,
    matches: ({ name, words }: { readonly name: string; readonly words: ReadonlyArray<string> }) =>
      name === "agent" ? !words.includes("server") : words.includes("/bin/agent.js"),
    executable: /agent$|node$/
  }
  const found = findAgentProcess(table as ProcessTable["Service"], details, pane(10), program)
  return Effect.runSync(found)?.pid ?? null
}

describe("findAgentProcess", () => {
  it.each<readonly [string, Readonly<Record<number, Fake>>, number | null]>([
    ["the pane's own process", { 10: { name: "agent" } }, 10],
    ["the job of its shell", { 10: { name: "bash", job: 11 }, 11: { name: "agent", parent: 10 } }, 11],
    [
      "not one in the background",
      { 10: { name: "bash", job: 11 }, 11: { name: "vim", parent: 10 }, 12: { name: "agent", parent: 10 } },
      null
    ],
    [
      "below npx, a shell and a shim",
      {
        10: { name: "bash", job: 11 },
        11: { name: "npm exec agent", parent: 10 },
        12: { name: "sh", parent: 11 },
        13: { name: "node", parent: 12 },
        14: { name: "agent", parent: 13 }
      },
      14
    ],
    ["a script of a runtime", { 10: { name: "node", words: ["node", "/bin/agent.js"] } }, 10],
    [
      "below sudo",
      { 10: { name: "bash", job: 11 }, 11: { name: "sudo", parent: 10 }, 12: { name: "agent", parent: 11 } },
      12
    ],
    [
      "in an editor's terminal",
      { 10: { name: "nvim" }, 11: { name: "bash", parent: 10 }, 12: { name: "agent", parent: 11 } },
      12
    ],
    ["not what another agent runs", { 10: { name: "claude" }, 11: { name: "agent", parent: 10 } }, null],
    ["not what a version of another agent runs", { 10: { name: "2.1.330" }, 11: { name: "agent", parent: 10 } }, null],
    [
      "not what a script that is another agent runs",
      { 10: { name: "node", words: ["node", "/usr/bin/gemini"] }, 11: { name: "agent", parent: 10 } },
      null
    ],
    ["the topmost of two", { 10: { name: "agent" }, 11: { name: "agent", parent: 10 } }, 10],
    ["not its server", { 10: { name: "agent", words: ["agent", "server"] } }, null],
    [
      "the rest of a pipeline whose first has ended",
      { 10: { name: "bash", job: 11 }, 12: { name: "agent", parent: 10 } },
      12
    ],
    ["nothing in a pane that is gone", {}, null],
    ["none whose program is another one", { 10: { name: "agent", executable: "/bin/other" } }, null],
    ["nothing in a zombie", { 10: { name: "" } }, null]
  ])("%s", (_, fakes, expected) => assert.strictEqual(find(fakes), expected))

  it("gives up in a build with thousands of processes", () => {
    const build = Object.fromEntries(
      Array.from({ length: 5_000 }, (_, i) => [i + 10, { name: "cc", parent: i === 0 ? 1 : 10 }])
    )
    assert.isNull(find(build))
  })
})

describe("processes", () => {
  it.runIf(process.platform === "linux")("its own words, directory and files", () => {
    const { directory, openFiles, words } = linuxDetails
    assert.include(Effect.runSync(words(process.pid))[0] ?? "", "node")
    assert.strictEqual(Effect.runSync(directory(process.pid)), process.cwd())
    assert.isArray(Effect.runSync(openFiles(process.pid)))
    assert.include(Effect.runSync(linuxDetails.children(process.ppid)), process.pid)
  })

  it("one that is gone has nothing", () => {
    const gone = 2 ** 22 + 1
    assert.deepStrictEqual(Effect.runSync(linuxDetails.children(gone)), [])
    assert.deepStrictEqual(Effect.runSync(linuxDetails.words(gone)), [])
    assert.isNull(Effect.runSync(linuxDetails.directory(gone)))
    assert.deepStrictEqual(Effect.runSync(linuxDetails.openFiles(gone)), [])
  })

  it("lsof's names by the kind of their descriptors", () => {
    const output = "p70\nfcwd\nn/work\nftxt\nn/bin/agent\nf3\nn/home/a.lock\nf4\nn->0x1\n"
    assert.deepStrictEqual(lsofNames(output, /^\d+$/), ["/home/a.lock"])
    assert.deepStrictEqual(lsofNames(output, /^cwd$/), ["/work"])
  })

  it("the nearest pane above a process is its pane", () => {
    const panes = new Map([pane(1, "%1"), pane(5, "%2")].map((one) => [one.paneId, one]))
    assert.strictEqual(paneOfLineage(panes, [9, 5, 1])?.paneId, "%2")
    assert.isNull(paneOfLineage(panes, [9, 8]))
  })
})
