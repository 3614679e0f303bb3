/** What every decoder of an agent's records has in common: nothing that a file may hold makes it throw or show nonsense. */
import { afterAll, assert, describe, it } from "@effect/vitest"
import { Effect, Schema } from "effect"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { decodeLiveRecord } from "../../src/agents/claude-code/liveRecord.ts"
import { decodeHistoryLine } from "../../src/agents/claude-code/promptHistory.ts"
import { decodeTranscriptLine } from "../../src/agents/claude-code/transcriptRecord.ts"
import { emptyTranscript, reduceTranscript } from "../../src/agents/claude-code/transcriptState.ts"
import { decodeRolloutLine } from "../../src/agents/codex/decodeRollout.ts"
import { decodeLiveMessage } from "../../src/agents/codex/liveMessage.ts"
import { emptyRollout, reduceRollout } from "../../src/agents/codex/rolloutState.ts"
import { decodeSessionLine } from "../../src/agents/pi/sessionRecord.ts"
import { emptySession, reduceSession } from "../../src/agents/pi/sessionState.ts"
import { FileTail } from "../../src/files/FileTail.ts"
import * as claude from "./claude-code/lines.ts"
import * as codex from "./codex/lines.ts"
import * as pi from "./pi/lines.ts"

interface Shown {
  readonly at: number
  readonly detail: string
}

const claudeTurn = (lines: ReadonlyArray<string>): Shown | null => {
  let state = emptyTranscript
  for (const record of lines.map(decodeTranscriptLine))
    if (record.kind !== "unknown" && record.kind !== "none") state = reduceTranscript(state, record)
  return state.turn
}

const codexTurn = (lines: ReadonlyArray<string>): Shown | null => {
  let state = emptyRollout
  for (const line of lines) {
    const record = decodeRolloutLine(line)
    if (record.kind !== "unknown" && record.kind !== "none") state = reduceRollout(state, record)
  }
  return state.turn
}

const piTurn = (lines: ReadonlyArray<string>): Shown | null =>
  lines.map(decodeSessionLine).reduce(reduceSession, emptySession).turn

const records = {
  claude: [
    claude.prompt(1, "go"),
    claude.text(2),
    claude.call(3, "Bash", "t"),
    claude.result(4, "t"),
    claude.launched(5, "t", "a"),
    claude.interrupted(6),
    claude.failed(7, "rate_limit", 429),
    claude.ended(8, 1),
    claude.compacted(9, "manual"),
    claude.queue(10, "enqueue", claude.notification("a")),
    claude.named("custom-title", "name")
  ],
  codex: [
    codex.meta(1, codex.threadId(1)),
    codex.context(2, "model"),
    codex.started(3),
    codex.prompt(4, "go"),
    codex.called(5, "c"),
    codex.escalated(6, "d"),
    codex.answered(7, "c"),
    codex.planned(8),
    codex.completed(9),
    codex.failed(10, "429"),
    codex.aborted(11),
    codex.spawned(12, codex.threadId(2)),
    codex.counted(13)
  ],
  pi: [
    pi.header("id", "/work"),
    pi.model("model"),
    pi.name("name"),
    pi.user(1, "go"),
    pi.calls(2, 2),
    pi.result(3),
    pi.failure(4, "429"),
    pi.assistant(5, "stop", { usage: { input: 1, output: 1 } }),
    pi.compaction(6)
  ]
}
const turns = { claude: claudeTurn, codex: codexTurn, pi: piTurn }
const agents = Schema.Literals(["claude", "codex", "pi"])

/** Puts `foreign` in the place of some value inside `value`. */
const damaged = (value: Schema.Json, way: ReadonlyArray<number>, foreign: Schema.Json): Schema.Json => {
  const [step, ...rest] = way
  if (step === undefined || value === null || typeof value !== "object") return foreign
  const keys = Object.keys(value)
  const key = keys[Math.abs(step) % Math.max(1, keys.length)]
  if (key === undefined) return foreign
  const inside = (one: string, held: Schema.Json) => (one === key ? damaged(held, rest, foreign) : held)
  if (Array.isArray(value)) return value.map((held: Schema.Json, index) => inside(String(index), held))
  return Object.fromEntries(Object.entries(value).map(([one, held]) => [one, inside(one, held)]))
}

/** A turn that can be ranked and shown. */
const isSound = (turn: Shown | null): boolean =>
  turn === null || (Number.isFinite(turn.at) && typeof turn.detail === "string")

const way = Schema.Array(Schema.Int).check(Schema.isMaxLength(5))

describe("every decoder", () => {
  it.prop(
    "stands a record of which any part is something else, and so does what follows from it",
    [agents, Schema.Int, way, Schema.Json],
    ([agent, pick, path, foreign]) => {
      const lines = records[agent]
      const at = Math.abs(pick) % lines.length
      const whole = JSON.parse(lines[at] ?? "{}") as Schema.Json
      const broken = JSON.stringify(damaged(whole, path, foreign))
      assert.isTrue(isSound(turns[agent]([...lines.slice(0, at), broken, ...lines.slice(at + 1)])))
    }
  )

  it.prop("stands a record that is cut anywhere", [agents, Schema.Int, Schema.Int], ([agent, pick, cut]) => {
    const lines = records[agent]
    const at = Math.abs(pick) % lines.length
    const line = lines[at] ?? ""
    const half = line.slice(0, Math.abs(cut) % (line.length + 1))
    assert.isTrue(isSound(turns[agent]([...lines.slice(0, at), half, ...lines.slice(at + 1)])))
  })

  it.prop("stands any JSON", [Schema.Json], ([value]) => {
    const text = JSON.stringify(value)
    for (const turn of Object.values(turns)) assert.isTrue(isSound(turn([text])))
    decodeLiveRecord(text)
    decodeHistoryLine(text)
    decodeLiveMessage(text)
  })

  const directory = mkdtempSync(join(tmpdir(), "os-bytes-"))
  afterAll(() => rmSync(directory, { recursive: true, force: true }))
  it.effect.prop("stands files of any bytes", [Schema.Array(Schema.Int)], ([numbers]) =>
    Effect.gen(function* () {
      const path = join(directory, "t.jsonl")
      // Every eighth is a line's end, so that there are lines.
      writeFileSync(path, Buffer.from(numbers.map((one) => (one % 8 === 0 ? 0x0a : one & 0xff))))
      const { lines } = yield* (yield* FileTail).read(path, null, 1_024)
      for (const turn of Object.values(turns)) assert.isTrue(isSound(turn(lines)))
      for (const line of lines) {
        decodeLiveRecord(line)
        decodeHistoryLine(line)
        decodeLiveMessage(line)
      }
      rmSync(path)
    }).pipe(Effect.provide(FileTail.layer))
  )
})
