import { assert, describe, it } from "@effect/vitest"
import { PaneId } from "@opensessions/protocol/Ids"
import { Schema } from "effect"
import {
  beginsTurn,
  decodeLiveRecord,
  type LiveRecord,
  waitReason
} from "../../../src/agents/claude-code/liveRecord.ts"
import { isRecordOf } from "../../../src/agents/claude-code/verifyRecord.ts"

const whole = {
  pid: 13155,
  sessionId: "4fb95fd3-9702-45af-89b2-c0d1fa605a3a",
  cwd: "/work",
  startedAt: 1_795_346_112_528,
  procStart: "248293",
  version: "2.1.330",
  tmux: "my.session:@183.%184",
  name: "work-d7",
  nameSource: "derived",
  status: "waiting",
  statusUpdatedAt: 1_795_346_114_590,
  waitingFor: "permission prompt"
}

const record = (more: Partial<LiveRecord>): LiveRecord => ({
  pid: 1,
  threadId: "s",
  cwd: null,
  status: null,
  waitingFor: null,
  statusAt: null,
  startTime: null,
  startedAt: null,
  name: null,
  paneId: null,
  version: null,
  ...more
})

describe("decodeLiveRecord", () => {
  it("reads what we use", () => {
    assert.deepStrictEqual(decodeLiveRecord(JSON.stringify(whole)), {
      pid: 13155,
      threadId: whole.sessionId,
      cwd: "/work",
      status: "waiting",
      waitingFor: "permission prompt",
      statusAt: whole.statusUpdatedAt,
      startTime: "248293",
      startedAt: whole.startedAt,
      name: null,
      paneId: PaneId.make("%184"),
      version: "2.1.330"
    })
  })

  it("a name that somebody gave is a name", () => {
    assert.strictEqual(
      decodeLiveRecord(JSON.stringify({ ...whole, name: "my \u001b[1mwork", nameSource: "user" }))?.name,
      "my work"
    )
  })

  it("every part of a record but the whole is nothing", () => {
    const text = JSON.stringify(whole)
    for (let end = 0; end < text.length; end++) assert.isNull(decodeLiveRecord(text.slice(0, end)))
  })

  it("a field of another type spoils no other", () => {
    const odd = decodeLiveRecord(
      JSON.stringify({ ...whole, waitingFor: { kind: 1 }, tmux: 7, statusUpdatedAt: "now", updatedAt: 9 })
    )
    assert.deepInclude(odd, { status: "waiting", waitingFor: null, paneId: null, statusAt: 9 })
  })

  it.prop("never throws", [Schema.String], ([text]) => {
    decodeLiveRecord(text)
  })
})

describe("beginsTurn", () => {
  const at = (status: string | null, statusAt: number) => record({ status, statusAt })
  it.each([
    ["work after rest", at("idle", 1), at("busy", 2), true],
    ["work that was there before us", null, at("busy", 2), true],
    ["a dialog at once", at("idle", 1), at("waiting", 2), true],
    ["work after a dialog", at("waiting", 1), at("busy", 2), false],
    ["a queued prompt after a turn", at("busy", 1), at("busy", 2), true],
    ["the same record again", at("busy", 1), at("busy", 1), false],
    ["background work after a turn", at("busy", 1), at("shell", 2), false],
    ["a prompt during background work", at("shell", 1), at("busy", 2), true],
    ["rest", at("busy", 1), at("idle", 2), false]
  ])("%s", (_, before, after, wanted) => {
    assert.strictEqual(beginsTurn(before, after), wanted)
  })
})

describe("waitReason", () => {
  it.each([
    ["permission prompt", "permission"],
    ["input needed", "question"],
    ["plan approval", "plan"],
    ["a new kind of thing", null],
    [null, null]
  ])("%s", (words, reason) => {
    assert.strictEqual(waitReason(words), reason)
  })
})

describe("isRecordOf", () => {
  const info = {
    pid: 1,
    ppid: 0,
    foregroundGroup: 1,
    startTime: "500",
    startedAt: 1_000_000,
    name: "claude",
    zombie: false,
    stopped: false
  }
  it.each([
    ["the process that wrote it", { startTime: "500" }, info, true],
    ["another process with its pid", { startTime: "499" }, info, false],
    ["a dead one that nobody has collected", { startTime: "500" }, { ...info, zombie: true }, false],
    ["no exact time, started with it", { startedAt: 1_003_000 }, info, true],
    ["no exact time, started long before", { startedAt: 5_000 }, info, false],
    [
      "no exact time on a system without ticks",
      { startTime: "Sun Nov 22", startedAt: 1_003_000 },
      { ...info, startTime: "x" },
      true
    ],
    ["another pid", { pid: 2, startTime: "500" }, info, false]
  ] as const)("%s", (_, more, process, wanted) => {
    assert.strictEqual(isRecordOf(record(more), process), wanted)
  })
})
