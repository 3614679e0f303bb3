import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import { makeControlParser, Received } from "../../src/tmux/controlProtocol.ts"
import { Notification } from "../../src/tmux/Notification.ts"

const bytes = (text: string) => new TextEncoder().encode(text)
const read = (text: string) => makeControlParser().push(bytes(text))

const session = [
  "%begin 1795374349 270 0",
  "%end 1795374349 270 0",
  "%window-add @1",
  "%sessions-changed",
  "%session-changed $1 _os_stash",
  "%begin 1795374349 276 1",
  "héllo ✳",
  "",
  "%end 1795374349 276 1",
  "%unlinked-window-renamed @0 a name with spaces ",
  "%begin 1795374349 278 1",
  "parse error: unknown command: nosuch",
  "%error 1795374349 278 1",
  "%client-session-changed /dev/pts/3 $0 a $2 b",
  "%output %2 \\033[?2004h\\342\\227\\220 \\134 done",
  "%exit too far behind",
  ""
].join("\n")

const expected: ReadonlyArray<Received> = [
  Received.Answered({ own: false, ok: true, lines: [] }),
  ...[
    Notification.WindowAdded({ windowId: "@1" as never, ours: true }),
    Notification.SessionsChanged(),
    Notification.ClientSessionChanged({ client: null, sessionId: "$1" as never, name: "_os_stash" })
  ].map((notification) => Received.Notified({ notification })),
  Received.Answered({ own: true, ok: true, lines: ["héllo ✳", ""] }),
  Received.Notified({
    notification: Notification.WindowRenamed({ windowId: "@0" as never, name: "a name with spaces ", ours: false })
  }),
  Received.Answered({ own: true, ok: false, lines: ["parse error: unknown command: nosuch"] }),
  ...[
    Notification.ClientSessionChanged({ client: "/dev/pts/3" as never, sessionId: "$0" as never, name: "a $2 b" }),
    Notification.Output({ paneId: "%2" as never, text: "\u001b[?2004h◐ \\ done" }),
    Notification.Exited({ reason: "too far behind" })
  ].map((notification) => Received.Notified({ notification }))
]

const hostile = Schema.Literals([
  "%begin 1 2 1\n",
  "%begin 1 2 0\n",
  "%end 1 2 1\n",
  "%end 1 3 1\n",
  "%error 1 2 1\n",
  "%end\n",
  "%begin 99999999999999999999 x y\n",
  "%exit",
  "%window-add\n",
  "%session-renamed $1 ñ\n",
  "%subscription-changed a $1 @1 0 %4 : v : w\n",
  "%output %1 \\9\\0\\377\\\n",
  "%\n",
  "% %\n",
  "\n",
  "\u001bP1000p%begin 1 2 1\n",
  "x".repeat(500),
  "🌙\n"
])

describe("the control protocol", () => {
  it("gives answers and notifications in their order", () => assert.deepStrictEqual(read(session), expected))

  it("ends a block only with the guard that began it", () => {
    const text = "%begin 5 7 1\n%end 5 8 1\n%end 5 7 0\n%begin 5 7 1\n%exit\n%error 5 7 1\n"
    assert.deepStrictEqual(read(text), [
      Received.Answered({ own: true, ok: false, lines: ["%end 5 8 1", "%end 5 7 0", "%begin 5 7 1", "%exit"] })
    ])
  })

  it("counts what it does not know and goes on", () => {
    const parser = makeControlParser()
    const text = "%new-thing 1\n%new-thing 2\n%window-add nonsense\nstray\n%end 1 2 1\n%sessions-changed\n"
    assert.deepStrictEqual(parser.push(bytes(text)), [
      Received.Notified({ notification: Notification.SessionsChanged() })
    ])
    assert.deepStrictEqual(
      parser.unknown,
      new Map([
        ["new-thing", 2],
        ["window-add", 1],
        ["?", 1],
        ["end", 1]
      ])
    )
  })

  it("keeps no more than 64 kinds of unknown lines", () => {
    const parser = makeControlParser()
    const name = (index: number) => `%k${String.fromCharCode(97 + (index % 26))}${"x".repeat(index / 26)}`
    parser.push(bytes(Array.from({ length: 500 }, (_, index) => `${name(index)}\n`).join("")))
    assert.isAtMost(parser.unknown.size, 65)
  })

  it("knows notifications that it has no use for", () => {
    const parser = makeControlParser()
    assert.lengthOf(parser.push(bytes("%paste-buffer-changed buffer0\n%config-error x:1: y\n%pause %1\n")), 3)
    assert.strictEqual(parser.unknown.size, 0)
  })

  it.prop(
    "gives the same in any portions of bytes, and never throws",
    [Schema.Array(hostile), Schema.Array(Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 9 })))],
    ([pieces, cuts]) => {
      const input = bytes(`${pieces.join("")}\n${session}`)
      const whole = makeControlParser()
      const inOne = whole.push(input)
      const portioned = makeControlParser()
      const inMany: Array<Received> = []
      for (let at = 0, turn = 0; at < input.length; turn++) {
        const size = cuts.length === 0 ? 1 : (cuts[turn % cuts.length] ?? 1)
        inMany.push(...portioned.push(input.subarray(at, at + size)))
        at += size
      }
      assert.deepStrictEqual(inMany, [...inOne])
      assert.deepStrictEqual(portioned.unknown, whole.unknown)
    }
  )
})
