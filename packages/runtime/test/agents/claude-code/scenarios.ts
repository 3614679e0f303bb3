/** Short lives of threads, one for each rule: what is written when, and what has to be shown then. */
import * as lines from "./lines.ts"
import type { Step } from "./stage.ts"

/** A step with what is shown after it. */
export type Shown = Step & { readonly shows: string }

/** A turn from Enter to its first write, as every scenario begins. */
export const begun: ReadonlyArray<Shown> = [
  { at: 300, record: null, shows: "nothing" },
  { at: 500, record: "idle", shows: "idle" },
  { at: 2_130, record: "busy", shows: "running" },
  { at: 2_300, lines: [lines.prompt(2_100, "go")], shows: "running" }
]

/** Of versions that keep a live record. */
export const recorded: Readonly<Record<string, ReadonlyArray<Shown>>> = {
  "a turn is done when both say so, and never before the record does": [
    ...begun,
    { at: 9_900, lines: [lines.text(9_800)], shows: "running" },
    { at: 10_000, record: "idle", shows: "done" },
    { at: 10_100, lines: [lines.ended(9_850)], shows: "done" }
  ],
  "the record's rest is told at once, its outcome when the transcript follows": [
    ...begun,
    { at: 10_000, record: "idle", shows: "idle" },
    { at: 10_100, lines: [lines.text(9_900), lines.ended(9_950)], shows: "done" }
  ],
  "a long silent tool runs": [
    ...begun,
    { at: 2_600, lines: [lines.call(2_500, "Bash")], shows: "tool-running" },
    { at: 3_600_000, title: "◑ Claude Code", shows: "tool-running" },
    { at: 3_600_100, lines: [lines.result(3_600_050, "t2500"), lines.text(3_600_080)], shows: "running" },
    { at: 3_600_200, record: "idle", shows: "done" }
  ],
  "a permission prompt waits, and works again when it is granted": [
    ...begun,
    { at: 2_440, record: "waiting:permission prompt", shows: "waiting(permission)" },
    { at: 2_500, lines: [lines.call(2_300, "Bash")], shows: "waiting(permission)" },
    { at: 4_850, record: "busy", shows: "tool-running" },
    { at: 5_000, lines: [lines.result(4_900, "t2300")], shows: "running" }
  ],
  "a denied permission leaves the wait at once and is an interrupt": [
    ...begun,
    {
      at: 2_440,
      record: "waiting:permission prompt",
      lines: [lines.call(2_300, "Bash")],
      shows: "waiting(permission)"
    },
    { at: 5_930, record: "idle", shows: "idle" },
    {
      at: 6_070,
      lines: [lines.result(5_780, "t2300", { toolDenialKind: "user-rejected" }), lines.interrupted(5_786, true)],
      shows: "interrupted"
    }
  ],
  "a question waits as a question": [
    ...begun,
    { at: 2_310, record: "waiting:input needed", shows: "waiting(question)" },
    { at: 2_400, lines: [lines.call(2_220, "AskUserQuestion")], shows: "waiting(question)" },
    { at: 5_790, record: "busy", shows: "running" },
    { at: 5_900, lines: [lines.result(5_780, "t2220"), lines.text(5_850)], record: "idle", shows: "done" }
  ],
  "a plan waits as a plan although the record calls it a permission": [
    ...begun,
    { at: 2_310, record: "waiting:permission prompt", shows: "waiting(permission)" },
    { at: 2_400, lines: [lines.call(2_220, "ExitPlanMode")], shows: "waiting(plan)" },
    { at: 5_790, record: "busy", shows: "running" },
    { at: 5_900, lines: [lines.result(5_780, "t2220")], shows: "running" }
  ],
  "a permission inside a subagent makes its thread wait": [
    ...begun,
    { at: 2_600, lines: [lines.call(2_500, "Agent")], shows: "tool-running" },
    { at: 4_000, record: "waiting:permission prompt", shows: "waiting(permission)" },
    { at: 6_000, record: "busy", shows: "tool-running" }
  ],
  "retries run, the final failure is an error with its reason": [
    ...begun,
    { at: 4_020, record: "idle", shows: "idle" },
    { at: 4_070, lines: [lines.failed(3_970, "rate_limit", 429)], shows: "error(rate-limit)" },
    { at: 6_480, record: "busy", shows: "running" },
    {
      at: 6_590,
      lines: [lines.prompt(6_430, "again"), lines.failed(6_550, "authentication_failed", 401)],
      shows: "running"
    },
    { at: 6_600, record: "idle", shows: "error(auth)" }
  ],
  "the outcome of one turn is never shown in the next": [
    ...begun,
    { at: 4_020, record: "idle", lines: [lines.failed(3_970, "server_error", 500)], shows: "error(api-error)" },
    { at: 4_400, record: "busy", shows: "running" },
    { at: 4_600, record: "idle", shows: "idle" }
  ],
  "Escape before any output is rest, whatever the transcript goes on to say": [
    ...begun,
    { at: 2_900, record: "idle", shows: "idle" },
    { at: 60_000, title: "✳ Claude Code", shows: "idle" }
  ],
  "Escape in an answer interrupts": [
    ...begun,
    { at: 5_300, record: "idle", shows: "idle" },
    {
      at: 5_400,
      lines: [lines.text(5_240, { stop: null, more: { isAbortedMidStream: true } }), lines.interrupted(5_250)],
      shows: "interrupted"
    },
    { at: 7_780, record: "busy", shows: "running" }
  ],
  "a background agent keeps the thread at work after its turn": [
    ...begun,
    { at: 3_900, lines: [lines.call(3_600, "Agent"), lines.launched(3_870, "t3600", "a1")], shows: "running" },
    { at: 4_250, lines: [lines.text(4_060)], shows: "running(background-task)" },
    { at: 4_600, lines: [lines.ended(4_210, 1)], shows: "running(background-task)" },
    { at: 8_830, record: "idle", shows: "idle" },
    {
      at: 8_845,
      record: "busy",
      lines: [lines.queue(8_817, "enqueue", lines.notification("a1"))],
      shows: "running(background-task)"
    },
    { at: 9_000, record: "idle", shows: "idle" },
    {
      at: 9_040,
      lines: [lines.prompt(8_850, lines.notification("a1"), { promptSource: "system" }), lines.text(8_930)],
      shows: "done"
    }
  ],
  "a background shell keeps the thread at work": [
    ...begun,
    { at: 3_000, lines: [lines.text(2_900)], shows: "running" },
    { at: 3_100, record: "shell", shows: "running(background-task)" },
    { at: 9_000, record: "busy", shows: "running" },
    {
      at: 9_200,
      lines: [lines.prompt(9_010, lines.notification("b1"), { promptSource: "system" }), lines.text(9_150)],
      shows: "running"
    },
    { at: 9_300, record: "idle", shows: "done" }
  ],
  "a queued prompt goes on without rest": [
    ...begun,
    { at: 4_880, lines: [lines.queue(4_780, "enqueue", "next")], shows: "running" },
    {
      at: 10_130,
      record: "busy",
      lines: [lines.text(10_000), lines.queue(10_130, "dequeue"), lines.ended(10_090)],
      shows: "running"
    },
    { at: 10_300, lines: [lines.prompt(10_160, "next"), lines.call(10_200, "Bash")], shows: "tool-running" },
    { at: 11_070, record: "idle", shows: "idle" }
  ],
  "/compact says that it compacts, and is done": [
    ...begun,
    { at: 3_000, record: "idle", lines: [lines.text(2_900)], shows: "done" },
    { at: 4_350, record: "busy", shows: "running" },
    { at: 4_360, command: "/compact", shows: "running(compacting)" },
    { at: 5_920, record: "idle", shows: "idle" },
    { at: 6_030, lines: [lines.compacted(5_870, "manual")], shows: "done" },
    { at: 8_980, record: "busy", shows: "running" }
  ],
  "a shell command of the person is work": [
    { at: 500, record: "idle", shows: "idle" },
    { at: 2_250, record: "busy", shows: "running" },
    { at: 5_440, record: "idle", shows: "idle" },
    {
      at: 5_480,
      lines: [
        lines.local(2_210, "<bash-input>ls</bash-input>"),
        lines.prompt(5_260, "<bash-stdout>a</bash-stdout>", { turnOrigin: "human" }),
        lines.text(5_360)
      ],
      shows: "done"
    }
  ],
  "a resumed thread's earlier outcome is history": [
    { at: 300, lines: [lines.prompt(-90_000, "go"), lines.failed(-80_000, "rate_limit")], shows: "nothing" },
    { at: 500, record: "idle", shows: "idle" },
    { at: 2_130, record: "busy", shows: "running" }
  ],
  "a status of the future says nothing, and the transcript speaks alone": [
    ...begun,
    { at: 3_000, record: "dreaming", shows: "running" },
    { at: 4_000, lines: [lines.text(3_900)], shows: "done" }
  ]
}

/** Of versions that keep none. */
export const unrecorded: Readonly<Record<string, ReadonlyArray<Shown>>> = {
  "without a record title, transcript and a look at the screen tell": [
    { at: 900, title: "✳ Claude Code", shows: "idle" },
    { at: 2_100, title: "⠂ Claude Code", lines: [lines.prompt(2_000, "go")], shows: "running" },
    { at: 2_700, lines: [lines.call(2_600, "Bash")], shows: "tool-running" },
    { at: 2_800, title: "✳ Claude Code", shows: "tool-running" },
    {
      at: 3_000,
      screen: [" Do you want to proceed?", " ❯ 1. Yes", "   2. No", " Esc to cancel"],
      shows: "waiting(permission)"
    },
    { at: 6_000, title: "⠂ Claude Code", shows: "tool-running" },
    { at: 6_200, lines: [lines.result(6_100, "t2600"), lines.text(6_150)], shows: "running" },
    { at: 6_300, title: "✳ Claude Code", shows: "done" }
  ]
}
