import { assert, describe, it } from "@effect/vitest"
import type { Density } from "../../src/view/density.ts"
import { layout } from "../../src/view/rows.ts"
import { aGit, anAgent, aSession, aView, now, textOf } from "./states.ts"

const agents = [
  anAgent("waiting", {
    threadId: "a",
    threadName: "Fix login",
    statusReason: "permission",
    since: now - 130_000,
    lastUserPrompt: "make the redirect work again after the session cookie was renamed",
    model: "opus",
    tokens: { input: 10_000, output: 20_000, contextUsed: 82_000 }
  }),
  anAgent("done", { threadId: "b", unseen: true, since: now - 60_000 })
]

const tree = { root: "/home/me/x", insertions: 12, deletions: 3, ahead: 2, behind: 1 }
const ports = [3000, 5173].map((port) => ({ port, pid: 7, paneId: null }))
const working = [anAgent("running", { threadId: "c", since: now - 60_000 })]

const sessions = [
  aSession(1, "api", { git: aGit("main", tree), ports, agents }),
  aSession(2, "web", { group: "/home/me/plane", git: aGit("feat", { root: "/home/me/p", insertions: 40 }) }),
  aSession(3, "docs", { group: "/home/me/plane", git: aGit("typo", { root: "/home/me/q" }), agents: working })
]

const linesAt = (width: number, height: number, density: Density) => {
  const view = aView(sessions, { width, height })
  const fixed = { ...view, density, options: { ...view.options, density } }
  return textOf(layout(fixed, now))
}

const within = (text: string) => (lines: ReadonlyArray<string>) => lines.some((line) => line.includes(text))

/** By where they stand, what is to leave first last. */
const byWidth: Readonly<
  Record<string, ReadonlyArray<readonly [what: string, is: (lines: ReadonlyArray<string>) => boolean]>>
> = {
  header: [
    ["total", (lines) => / 3 ?$/.test(lines[0]!)],
    ["waiting", (lines) => lines[0]!.includes("◉1")],
    ["unseen", (lines) => lines[0]!.includes("●1")],
    ["working", (lines) => lines[0]!.includes("⠶1")]
  ],
  footer: [
    ["?", (lines) => lines.at(-1)!.includes("?")],
    ["go", (lines) => lines.at(-1)!.includes(" go")],
    ["answer", (lines) => lines.at(-1)!.includes(" answer")],
    ["jump", (lines) => lines.at(-1)!.includes(" jump")],
    ["help", (lines) => lines.at(-1)!.includes(" help")]
  ],
  "place line": [
    ["branch", (lines) => lines[3]!.includes("main")],
    ["changes", (lines) => lines[3]!.includes("+12 -3")],
    ["port", (lines) => lines[3]!.includes("⌁3000")]
  ],
  thread: [
    ["reason", within("permission")],
    ["context", within("permission · 82k ctx")],
    ["agent", within("82k ctx · claude-code")],
    ["model", within("82k ctx · claude-code · opus")],
    ["cost", within("82k ctx · claude-code · opus · ↑10k ↓20k")]
  ],
  group: [
    ["count", (lines) => lines.some((line) => /plane .*2/.test(line))],
    ["changes", (lines) => lines.some((line) => /plane .*\+40 {2}2/.test(line))]
  ]
}

describe.each(Object.entries(byWidth))("from 120 down to 20 columns, of the %s", (_place, parts) => {
  it("what left does not come back, and what is worth more stays longer", () => {
    let before = parts.map(() => true)
    for (let width = 120; width >= 20; width--) {
      const lines = linesAt(width, 40, "normal")
      const there = parts.map(([, is]) => is(lines))
      for (const [at, [what]] of parts.entries()) {
        if (there[at]) assert.isTrue(before[at], `${what} comes back at ${width}`)
        else if (at + 1 < parts.length)
          assert.isFalse(there[at + 1], `${what} left before ${parts[at + 1]![0]} at ${width}`)
      }
      before = there
    }
    assert.isTrue(before[0], `${parts[0]![0]} is there at any width`)
  })
})

const byHeight: ReadonlyArray<readonly [what: string, is: (lines: ReadonlyArray<string>) => boolean]> = [
  ["header", (lines) => lines[0]!.includes("sessions")],
  ["footer", (lines) => lines.at(-1)!.includes("?")],
  ["detail", within("Fix login")],
  ["what a thread does", within("permission")],
  ["its prompt", within("“make")],
  ["what is to be pushed", within("↑2")]
]

describe("from 80 down to 1 rows", () => {
  it("what left does not come back, and what is worth more stays longer", () => {
    let before = byHeight.map(() => true)
    for (let height = 80; height >= 1; height--) {
      const view = aView(sessions, { width: 40, height })
      const lines = textOf(layout({ ...view, options: { ...view.options, detailLines: 30 } }, now))
      const there = byHeight.map(([, is]) => is(lines))
      for (const [at, [what]] of byHeight.entries()) {
        if (there[at]) assert.isTrue(before[at], `${what} comes back at ${height}`)
        else if (at + 1 < byHeight.length)
          assert.isFalse(there[at + 1], `${what} left before ${byHeight[at + 1]![0]} at ${height}`)
      }
      before = there
    }
    assert.isTrue(before[0])
  })
})
