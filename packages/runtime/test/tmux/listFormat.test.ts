import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import { parseList } from "../../src/tmux/listFormat.ts"
import { parseClients, parseLinks, parsePanes, parseSessions } from "../../src/tmux/topologyFormat.ts"

/** What tmux 3.3a makes of a text, what 3.8 makes of it, and what 3.4 and later make of it in addition. */
const quoted = (text: string) => text.replaceAll(/[|&;<>()$`\\"'*?[# =%]/g, "\\$&").replaceAll("\n", "||")
const quotedAll = (text: string) => text.replaceAll(/[|&;<>()$`\\"'*?[# =%\t\n]/g, "\\$&").replaceAll("\n", "||")
const escaped = (text: string) =>
  text.replaceAll(
    /[\u0001-\u0008\u000b-\u001f\u007f]/g,
    (character) => `\\${character.charCodeAt(0).toString(8).padStart(3, "0")}`
  )

const text = Schema.String.check(Schema.isPattern(/^[^\0]*$/))

describe("lists", () => {
  it.prop("bring any text back (S81)", [text, text], ([one, other]) => {
    for (const write of [
      quoted,
      quotedAll,
      (text: string) => escaped(quoted(text)),
      (text: string) => escaped(quotedAll(text))
    ]) {
      const { malformed, records } = parseList(["K 1 2", `=${write(one)}`, `=${write(other)}`], "K", 2)
      assert.deepStrictEqual(
        { malformed, records },
        { malformed: 0, records: [{ head: ["1", "2"], texts: [one, other] }] }
      )
    }
  })

  it("leave out what fits no record and count it", () => {
    assert.deepStrictEqual(parseList(["=x", "K 1", "K 2", "=b", "junk", "K 3"], "K", 1), {
      records: [{ head: ["2"], texts: ["b"] }],
      malformed: 4
    })
  })
})

describe("rows", () => {
  it("of sessions", () => {
    const lines = ["S $3 1795374349", "=my\\ api", "=/home/me/a\\nb", "=", "S $x 1", "=", "=", "="]
    assert.deepStrictEqual(parseSessions(lines), {
      rows: [{ id: "$3" as never, name: "my api", createdAt: 1795374349000, path: "/home/me/a\nb", group: null }],
      malformed: 1
    })
  })

  it("of windows in sessions", () => {
    assert.deepStrictEqual(parseLinks(["L $3 @4 12 1", "L $3 @5 13", ""]), {
      rows: [{ sessionId: "$3" as never, windowId: "@4" as never, index: 12, current: true }],
      malformed: 2
    })
  })

  it("of panes, with what they say of their window", () => {
    const lines = [
      "P %1 @4 77 0 1 80 24 0 0 161 24 1 1 0 1 b25d,80x24,0,0,1",
      "=✳\\ title",
      "=node",
      "=/tmp",
      "=/dev/pts/9",
      "=editor"
    ]
    assert.deepStrictEqual(parsePanes(lines).rows, [
      {
        active: true,
        window: { name: "editor", width: 161, height: 24, zoomed: true, layout: "b25d,80x24,0,0,1", displaced: true },
        pane: {
          id: "%1" as never,
          windowId: "@4" as never,
          pid: 77,
          tty: "/dev/pts/9",
          title: "✳ title",
          command: "node",
          path: "/tmp",
          dead: false,
          width: 80,
          height: 24,
          left: 0,
          top: 0,
          sidebar: true,
          floating: false
        }
      }
    ])
  })

  it("of panes that are dead: tmux 3.8 tells no process of theirs (S39)", () => {
    const { malformed, rows } = parsePanes([
      "P %1 @4  1 1 80 24 0 0 80 24 0 0 0 0 x",
      "=t",
      "=sh",
      "=",
      "=/dev/pts/9",
      "=w"
    ])
    assert.deepStrictEqual([malformed, ...rows.map(({ pane }) => [pane.pid, pane.dead])], [0, [-1, true]])
  })

  it("of clients: with a terminal, in control mode without one, and without a session", () => {
    const attached = "C 12 $1 100 30 0 0 1795374349 attached,focused,UTF-8"
    const control = "C 13 $1 80  1 1 1795374349 attached,control-mode,read-only"
    const unattached = "C 14 - 0 0 0 0 1795374349 UTF-8"
    const terminal = ["=/dev/pts/3", "=/dev/pts/3", "=tmux-256color", "=iTerm2\\ 3.5"]
    const without = (name: string) => [`=${name}`, "=", "=xterm", "="]
    const lines = [attached, ...terminal, control, ...without("client-13"), unattached, ...without("client-14")]
    const { malformed, rows } = parseClients(lines)
    assert.strictEqual(malformed, 0)
    assert.deepStrictEqual(
      rows.map((row) => [
        row.name,
        row.sessionId,
        row.height,
        row.controlMode,
        row.readOnly,
        row.focused,
        row.terminal
      ]),
      [
        ["/dev/pts/3", "$1", 30, false, false, true, "iTerm2 3.5"],
        ["client-13", "$1", 0, true, true, false, "xterm"],
        ["client-14", null, 0, false, false, false, "xterm"]
      ] as never
    )
  })
})
