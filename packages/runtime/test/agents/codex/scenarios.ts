/** Short lives of seats, one for each rule: what is written and shown when, and what has to be said then. */
import * as lines from "./lines.ts"
import * as screens from "./screens.ts"
import type { Step } from "./stage.ts"

/** A step with what is shown after it. */
export type Shown = Step & { readonly shows: string }

const turns = "⠋ work"
const plain = "work"
const asks = "[ ! ] Action Required | work"

/** A turn from Enter on, as every scenario begins. */
const begun: ReadonlyArray<Shown> = [
  { at: 550, title: plain, shows: "idle" },
  {
    at: 2_780,
    lines: [lines.meta(2_770, lines.threadId(1)), lines.started(2_770), lines.prompt(2_775, "go")],
    shows: "running"
  },
  { at: 2_800, title: turns, shows: "running" }
]

export const scenarios: Readonly<Record<string, ReadonlyArray<Shown>>> = {
  "a turn is done when both say so, and never before the title does": [
    ...begun,
    { at: 10_450, lines: [lines.said(10_440), lines.completed(10_445)], shows: "running" },
    { at: 10_480, title: plain, shows: "done" }
  ],
  "a title that is plain before the file says the end waits for it": [
    ...begun,
    { at: 12_500, title: plain, shows: "running" },
    { at: 12_560, lines: [lines.completed(12_550)], shows: "done" }
  ],
  "a long silent tool runs": [
    ...begun,
    { at: 3_000, lines: [lines.called(2_990, "c")], shows: "tool-running" },
    { at: 3_600_000, title: "⠹ work", shows: "tool-running" },
    { at: 3_600_100, lines: [lines.ran(3_600_090, "c")], shows: "running" }
  ],
  "the title tells a permission prompt, and that it was granted": [
    ...begun,
    { at: 2_850, lines: [lines.escalated(2_845, "c")], shows: "tool-running" },
    { at: 3_810, title: asks, shows: "waiting(permission)" },
    { at: 4_810, title: "[ . ] Action Required | work", shows: "waiting(permission)" },
    { at: 7_860, title: turns, shows: "tool-running" },
    { at: 7_890, lines: [lines.ran(7_870, "c"), lines.answered(7_880, "c")], shows: "running" }
  ],
  "a denied permission leaves the wait at once and is an interrupt": [
    ...begun,
    { at: 2_850, lines: [lines.escalated(2_845, "c")], shows: "tool-running" },
    { at: 3_810, title: asks, shows: "waiting(permission)" },
    { at: 5_000, title: plain, shows: "tool-running" },
    { at: 5_010, lines: [lines.aborted(5_000)], shows: "interrupted" }
  ],
  "a question waits as a question": [
    ...begun,
    { at: 2_860, lines: [lines.asked(2_855, "c")], shows: "running" },
    { at: 2_885, title: asks, shows: "waiting(question)" },
    { at: 6_010, lines: [lines.verified(6_000, "c")], shows: "waiting(permission)" },
    { at: 6_015, title: turns, shows: "running" }
  ],
  "the screen tells what kind of answer is wanted": [
    ...begun,
    { at: 3_810, title: asks, shows: "waiting(permission)" },
    { at: 3_960, screen: screens.question, shows: "waiting(question)" }
  ],
  "a question for later does not stop the work": [
    ...begun,
    { at: 3_810, title: asks, shows: "waiting(permission)" },
    { at: 3_960, screen: screens.workingWithQuestion, shows: "running" }
  ],
  "Escape interrupts": [
    ...begun,
    { at: 5_808, lines: [lines.aborted(5_800)], shows: "running" },
    { at: 5_815, title: plain, shows: "interrupted" },
    { at: 8_200, lines: [lines.started(8_200)], shows: "running" }
  ],
  "retries run, the final failure is an error with its reason": [
    ...begun,
    { at: 4_000, lines: [lines.older.error(3_990, "stream disconnected")], shows: "running" },
    {
      at: 4_700,
      lines: [
        lines.failed(4_690, "last status: 429", { response_too_many_failed_attempts: { http_status_code: 429 } })
      ],
      shows: "running"
    },
    { at: 4_730, title: plain, shows: "error(rate-limit)" }
  ],
  "the outcome of one turn is never shown in the next": [
    ...begun,
    { at: 4_700, lines: [lines.failed(4_690, "x")], title: plain, shows: "error(api-error)" },
    { at: 9_000, title: turns, shows: "error(api-error)" },
    { at: 9_020, lines: [lines.started(9_010)], shows: "running" },
    { at: 9_200, lines: [lines.aborted(9_190, "replaced")], title: plain, shows: "idle" }
  ],
  "a title that turns for a moment at start-up is no turn": [
    { at: 847, title: turns, shows: "idle" },
    { at: 944, title: plain, shows: "idle" }
  ],
  "a title that goes on turning is believed without a file": [
    { at: 847, title: turns, shows: "idle" },
    { at: 1_350, shows: "running" },
    { at: 5_000, title: plain, shows: "idle" }
  ],
  "a plan is asked about: the screen tells, and nothing was done before": [
    ...begun,
    { at: 9_000, lines: [lines.planned(8_990), lines.completed(8_995)], shows: "running" },
    { at: 9_020, title: plain, shows: "running" },
    { at: 9_160, screen: screens.plan, shows: "waiting(plan)" },
    { at: 60_000, screen: screens.plan, shows: "waiting(plan)" },
    { at: 61_000, screen: screens.done, shows: "done" }
  ],
  "an accepted plan runs on": [
    ...begun,
    { at: 9_000, lines: [lines.planned(8_990), lines.completed(8_995)], title: plain, shows: "running" },
    { at: 9_160, screen: screens.plan, shows: "waiting(plan)" },
    { at: 12_000, lines: [lines.started(11_990)], shows: "running" }
  ],
  "a plan that nobody asks about is done": [
    ...begun,
    { at: 9_000, lines: [lines.planned(8_990), lines.completed(8_995)], title: plain, shows: "running" },
    { at: 9_160, screen: screens.done, shows: "done" }
  ],
  "a plan whose screen can't be seen is done after a while": [
    ...begun,
    { at: 9_000, lines: [lines.planned(8_990), lines.completed(8_995)], title: plain, shows: "running" },
    { at: 10_500, shows: "done" }
  ],
  "an idle daemon does not answer a plan's question": [
    ...begun,
    { at: 9_000, lines: [lines.planned(8_990), lines.completed(8_995)], live: "idle", title: plain, shows: "running" },
    { at: 9_160, screen: screens.plan, shows: "waiting(plan)" }
  ],
  "without a title the daemon tells of waits": [
    { at: 2_780, lines: [lines.started(2_770)], live: "working", shows: "running" },
    { at: 2_850, lines: [lines.escalated(2_845, "c")], live: "approval", shows: "waiting(permission)" },
    { at: 7_860, live: "working", shows: "tool-running" },
    { at: 7_890, lines: [lines.answered(7_880, "c")], live: "input", shows: "waiting(question)" },
    { at: 8_000, live: "working", shows: "running" },
    { at: 9_100, lines: [lines.completed(9_095)], live: "idle", shows: "done" }
  ],
  "a subagent's wait is asked in its thread's pane": [
    { at: 2_780, lines: [lines.started(2_770)], live: "working", shows: "running" },
    { at: 4_000, below: "approval", shows: "waiting(permission)" },
    { at: 5_000, below: "working", shows: "running" }
  ],
  "a daemon that is lost says nothing any more": [
    { at: 2_780, lines: [lines.started(2_770)], live: "approval", shows: "waiting(permission)" },
    { at: 4_000, live: null, shows: "running" }
  ],
  "a failure in the daemon has its reason from the file": [
    { at: 2_780, lines: [lines.started(2_770)], live: "working", shows: "running" },
    { at: 3_000, lines: [lines.failed(2_990, "401 Unauthorized")], live: "failed", shows: "error(auth)" },
    { at: 9_000, lines: [lines.started(8_990)], live: "working", shows: "running" }
  ],
  "without title and daemon a look tells of a wait, until something else happens": [
    { at: 2_780, lines: [lines.started(2_770), lines.escalated(2_845, "c")], shows: "tool-running" },
    { at: 4_050, screen: screens.permission, shows: "waiting(permission)" },
    { at: 7_890, lines: [lines.ran(7_880, "c")], shows: "running" }
  ],
  "a prompt box alone proves nothing: text streams": [
    ...begun,
    { at: 5_000, title: plain, shows: "running" },
    { at: 6_000, screen: screens.streaming, shows: "running" }
  ],
  "a file that never tells the end is refuted by the screen": [
    ...begun,
    { at: 5_000, title: plain, shows: "running" },
    { at: 6_000, screen: screens.interrupted, shows: "interrupted" }
  ],
  "a title that stays behind is refuted by the screen": [
    ...begun,
    { at: 5_000, lines: [lines.completed(4_990)], shows: "running" },
    { at: 6_000, screen: screens.done, shows: "done" }
  ],
  "a resumed thread's earlier outcome is history": [
    { at: 300, lines: [lines.started(-90_000), lines.failed(-80_000, "x")], shows: "idle" },
    { at: 2_780, lines: [lines.started(2_770)], shows: "running" }
  ],
  "a turn that a killed process left open is history": [{ at: 300, lines: [lines.started(-90_000)], shows: "idle" }],
  "an old screen at the start is no news": [{ at: 1_500, screen: screens.done, shows: "idle" }],
  "a dialog at the start waits": [
    { at: 1_500, screen: screens.trust, shows: "waiting(permission)" },
    { at: 4_000, screen: screens.fresh, shows: "idle" }
  ],
  "the database speaks where the rollout is missing": [
    { at: 3_000, stored: turn("running"), shows: "running" },
    { at: 9_000, stored: turn("error", "rate-limit"), shows: "error(rate-limit)" }
  ],
  "the database is silent where the rollout knows as much": [
    ...begun,
    { at: 10_450, lines: [lines.completed(10_445)], title: plain, shows: "done" },
    { at: 10_460, stored: { ...turn("running"), id: "t2770" }, shows: "done" }
  ]
}

function turn(status: "running" | "error", reason: "rate-limit" | null = null) {
  const failure = reason === null ? null : { reason, detail: "x" }
  const startedAt = lines.epoch + 2_000
  return { id: "other", status, failure, startedAt, endedAt: status === "running" ? null : lines.epoch + 8_000 }
}
