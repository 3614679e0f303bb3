import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import type { MatchSeat, MatchThread } from "../../../src/agents/codex/Match.ts"
import { matchThreads } from "../../../src/agents/codex/matchThreads.ts"

const seat = (pid: number, more: Partial<MatchSeat> = {}): MatchSeat => ({
  pid,
  cwd: "/work",
  startedAt: 0,
  resumes: false,
  threadId: null,
  bond: null,
  beganAt: null,
  working: false,
  spoke: false,
  ...more
})

const thread = (id: string, more: Partial<MatchThread> = {}): MatchThread => ({
  id,
  cwd: "/work",
  openedAt: 500,
  turnAt: null,
  working: false,
  loaded: false,
  ...more
})

const found = (seats: ReadonlyArray<MatchSeat>, threads: ReadonlyArray<MatchThread>, now: number) => {
  const { doubts, matches } = matchThreads(seats, threads, now)
  return [
    ...matches.map(({ bond, pid, threadId }) => `${pid}=${threadId} ${bond}`),
    ...doubts.map(({ pids, threadId }) => `${threadId}? ${pids.toSorted((a, b) => a - b).join(" ")}`)
  ].sort()
}

const turning = (beganAt: number) => ({ beganAt, working: true, spoke: true })
const bound = (threadId: string, bond: "guessed" | "seen" = "guessed") => ({ threadId, bond })

describe("births", () => {
  it.each<readonly [string, ReadonlyArray<MatchSeat>, ReadonlyArray<MatchThread>, ReadonlyArray<string>]>([
    ["a new thread is the new seat's", [seat(1)], [thread("a")], ["1=a guessed"]],
    ["while its directory is not known yet, too", [seat(1)], [thread("a", { cwd: null })], ["1=a guessed"]],
    ["not from another directory", [seat(1)], [thread("a", { cwd: "/else" })], []],
    ["not from before the seat", [seat(1, { startedAt: 10_000 })], [thread("a")], []],
    ["not from long after, when nobody has it open", [seat(1)], [thread("a", { openedAt: 60_000 })], []],
    ["a seat that shows one takes no other", [seat(1, bound("a"))], [thread("a"), thread("b")], []],
    ["of two that fit nothing is guessed", [seat(1)], [thread("a"), thread("b")], []],
    ["two seats, two threads, together: nothing is guessed", [seat(1), seat(2)], [thread("a"), thread("b")], []],
    [
      "two seats one after the other: each its own",
      [seat(1), seat(2, { startedAt: 10_000 })],
      [thread("a"), thread("b", { openedAt: 10_500 })],
      ["1=a guessed", "2=b guessed"]
    ],
    [
      "a thread that was taken up is the resuming seat's",
      [seat(1, { resumes: true, startedAt: 90_000 })],
      [thread("a", { loaded: true })],
      ["1=a guessed"]
    ],
    [
      "what a killed seat left in the daemon is not the next seat's",
      [seat(1, { startedAt: 90_000 })],
      [thread("a", { loaded: true })],
      ["a? 1"]
    ],
    [
      "a later thread of an old seat, when it is the only one that is open",
      [seat(1)],
      [thread("a", { openedAt: 3_600_000, loaded: true })],
      ["1=a guessed"]
    ],
    [
      "open threads of which nothing tells whose they are: the screens are asked",
      [seat(1), seat(2)],
      [thread("a", { openedAt: 3_600_000, loaded: true }), thread("b", { openedAt: 3_600_000, loaded: true })],
      ["a? 1 2", "b? 1 2"]
    ],
    [
      "a title that has been turning for long belongs to the turn that goes on",
      [seat(1, { ...turning(1_000), startedAt: 900 }), seat(2)],
      [thread("a", { openedAt: -9_000, working: true })],
      ["1=a guessed"]
    ]
  ])("%s", (_, seats, threads, expected) => assert.deepStrictEqual(found(seats, threads, 7_200_000), expected))
})

describe("turns", () => {
  const at = 100_000
  const turn = (id: string, turnAt = at) => thread(id, { turnAt, working: true, openedAt: 500 })
  const two = (one: Partial<MatchSeat>, other: Partial<MatchSeat>) => [seat(1, one), seat(2, other)]

  it.each<readonly [string, ReadonlyArray<MatchSeat>, ReadonlyArray<MatchThread>, number, ReadonlyArray<string>]>([
    ["what was guessed is seen", two({ ...bound("a"), ...turning(at + 20) }, {}), [turn("a")], at + 25, ["1=a seen"]],
    ["the only seat is matched at once", [seat(1, turning(at + 20))], [turn("a")], at + 25, ["1=a seen"]],
    ["another title may still follow", two(turning(at + 20), {}), [turn("a")], at + 25, []],
    ["after that the one is believed", two(turning(at + 20), { spoke: true }), [turn("a")], at + 310, ["1=a seen"]],
    [
      "/new: the seat's former thread rests, its title turns with the new one",
      [seat(1, { ...bound("a", "seen"), ...turning(at + 20) })],
      [thread("a", { turnAt: 9_000 }), turn("b")],
      at + 25,
      ["1=b seen"]
    ],
    [
      "two turns at once, each guessed right",
      two({ ...bound("a"), ...turning(at + 20) }, { ...bound("b"), ...turning(at + 30) }),
      [turn("a"), turn("b", at + 10)],
      at + 310,
      ["1=a seen", "2=b seen"]
    ],
    [
      "two turns at once, nothing known: the screens are asked",
      two(turning(at + 20), turning(at + 30)),
      [turn("a"), turn("b", at + 10)],
      at + 750,
      ["a? 1 2", "b? 1 2"]
    ],
    [
      "a seat that turns with its own thread is no candidate",
      two({ ...bound("a", "seen"), ...turning(at + 20) }, { ...turning(at + 30) }),
      [turn("a"), turn("b", at + 10)],
      at + 310,
      ["2=b seen"]
    ],
    [
      "what was guessed wrong is put right",
      two({ ...bound("a"), spoke: true }, { ...bound("b"), ...turning(at + 20) }),
      [turn("a"), thread("b", { turnAt: 9_000 })],
      at + 310,
      ["2=a seen"]
    ],
    [
      "even what was seen, when another seat took it up",
      two({ ...bound("a", "seen"), spoke: true }, turning(at + 20)),
      [turn("a")],
      at + 710,
      ["2=a seen"]
    ],
    [
      "somebody works on it elsewhere: the guess was wrong",
      two({ ...bound("a"), spoke: true }, { ...bound("b"), spoke: true }),
      [turn("a"), thread("b")],
      at + 1_510,
      ["1=null guessed"]
    ],
    [
      "a short turn that no title told of proves nothing",
      [seat(1, { ...bound("a"), spoke: true })],
      [{ ...turn("a"), working: false }],
      at + 1_510,
      []
    ],
    [
      "a turn that follows at once leaves the title turning",
      [seat(1, { ...bound("a"), ...turning(at - 60_000) })],
      [turn("a")],
      at + 1_510,
      []
    ],
    ["without titles the screens are asked", two({}, {}), [turn("a")], at + 710, ["a? 1 2"]],
    ["a seat without titles keeps what was guessed", [seat(1, bound("a"))], [turn("a")], at + 1_510, []],
    [
      "a turn in another directory is not ours",
      [seat(1, turning(at + 20))],
      [{ ...turn("a"), cwd: "/else" }],
      at + 25,
      []
    ],
    [
      "an old turn is not matched any more",
      [seat(1, turning(at + 20))],
      [{ ...turn("a", at - 9_000), openedAt: -99_000 }],
      at + 25,
      []
    ]
  ])("%s", (_, seats, threads, now, expected) => assert.deepStrictEqual(found(seats, threads, now), expected))

  it("asks to be asked again when time decides", () => {
    assert.strictEqual(matchThreads(two(turning(at + 20), {}), [turn("a")], at + 25).again, at + 300)
    assert.isNull(matchThreads([seat(1, turning(at + 20))], [turn("a")], at + 25).again)
  })
})

const Moment = Schema.NullOr(Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 6_000 })))
const AnySeat = Schema.Struct({
  cwd: Schema.Literals(["/work", "/else"]),
  startedAt: Moment,
  beganAt: Moment,
  working: Schema.Boolean,
  spoke: Schema.Boolean,
  resumes: Schema.Boolean
})
const AnyThread = Schema.Struct({
  cwd: Schema.Literals(["/work", "/else"]),
  openedAt: Moment,
  turnAt: Moment,
  working: Schema.Boolean,
  loaded: Schema.Boolean
})

it.prop(
  "nobody gets two threads, no thread two seats, and the order of either does not matter",
  [Schema.Array(AnySeat), Schema.Array(AnyThread)],
  ([anySeats, anyThreads]) => {
    const seats = anySeats.slice(0, 4).map((one, i) => seat(i + 1, one))
    const threads = anyThreads.slice(0, 4).map((one, i) => thread(`t${i}`, one))
    const { matches } = matchThreads(seats, threads, 6_000)
    assert.strictEqual(new Set(matches.map(({ pid }) => pid)).size, matches.length)
    const shown = matches.flatMap(({ threadId }) => threadId ?? [])
    assert.strictEqual(new Set(shown).size, shown.length)
    assert.deepStrictEqual(found(seats.toReversed(), threads.toReversed(), 6_000), found(seats, threads, 6_000))
  }
)
