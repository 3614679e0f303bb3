import { assert, describe, it } from "@effect/vitest"
import { makeAnswerQueue } from "../../src/tmux/answerQueue.ts"
import { Received } from "../../src/tmux/controlProtocol.ts"
import { type Answer, Notification } from "../../src/tmux/Notification.ts"

const ok = (...lines: ReadonlyArray<string>) => Received.Answered({ own: true, ok: true, lines })
const error = (...lines: ReadonlyArray<string>) => Received.Answered({ own: true, ok: false, lines })
const mark = (token: string) => error(`parse error: unknown command: ${token}`)

const started = (count: number) => {
  const queue = makeAnswerQueue("secret-")
  const answers: Array<Answer | null> = []
  const tokens = Array.from({ length: count }, (_, index) => queue.add((answer) => (answers[index] = answer)))
  return { queue, answers, receive: (...all: ReadonlyArray<Received>) => all.map(queue.receive), tokens }
}

describe("answers", () => {
  it("go to commands in their order", () => {
    const { answers, receive, tokens } = started(2)
    receive(ok("one"), mark(tokens[0] ?? ""), error("no"), mark(tokens[1] ?? ""))
    assert.deepStrictEqual(answers, [
      { ok: true, lines: ["one"] },
      { ok: false, lines: ["no"] }
    ])
  })

  it("of several blocks are put together, an error first", () => {
    const { answers, receive, tokens } = started(2)
    receive(ok(), ok("a"), ok("b"), mark(tokens[0] ?? ""), ok("c"), error("d"), mark(tokens[1] ?? ""))
    assert.deepStrictEqual(answers, [
      { ok: true, lines: ["a", "b"] },
      { ok: false, lines: ["d"] }
    ])
  })

  it("may be none at all", () => {
    const { answers, receive, tokens } = started(1)
    receive(mark(tokens[0] ?? ""))
    assert.deepStrictEqual(answers, [{ ok: true, lines: [] }])
  })

  it("that imitate a mark without its secret mark nothing", () => {
    const { answers, receive, tokens } = started(1)
    receive(error("parse error: unknown command: public-1."), ok(tokens[0] ?? ""), mark(tokens[0] ?? ""))
    assert.deepStrictEqual(answers, [{ ok: false, lines: ["parse error: unknown command: public-1."] }])
  })

  it("to what hooks ran belong to nobody", () => {
    const { answers, receive, tokens } = started(1)
    receive(Received.Answered({ own: false, ok: true, lines: ["hook"] }), ok("mine"), mark(tokens[0] ?? ""))
    assert.deepStrictEqual(answers, [{ ok: true, lines: ["mine"] }])
  })

  it("are null for commands whose connection broke", () => {
    const { answers, queue, receive } = started(3)
    receive(ok("half"))
    queue.abandon()
    assert.deepStrictEqual(answers, [null, null, null])
  })

  it("let notifications pass", () => {
    const { queue } = started(1)
    const notification = Notification.SessionsChanged()
    assert.strictEqual(queue.receive(Received.Notified({ notification })), notification)
  })
})
