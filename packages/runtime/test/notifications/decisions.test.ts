import type { Notifications } from "../../src/config/Config.ts"
import { SessionId } from "@opensessions/protocol/Ids"
import { assert, describe, it } from "@effect/vitest"
import { filledWords } from "../../src/notifications/CommandNotifier.ts"
import { targetsOf } from "../../src/notifications/DesktopNotifier.ts"
import { isQuiet, notificationMode, type Occasion } from "../../src/notifications/notificationMode.ts"
import { agentNotification, scriptNotification } from "../../src/notifications/notificationText.ts"
import type { Notification } from "../../src/notifications/Notifier.ts"
import { closeSequence, dialectOf, showSequence } from "../../src/notifications/terminalSequences.ts"
import { agent, session } from "../journal/entries.ts"

const notification: Notification = {
  id: "a-1",
  title: "api; rm -rf /",
  body: "codex waits {title}",
  session: { id: SessionId.make("$1"), name: "api" },
  agent: "codex",
  status: "waiting",
  reason: null,
  paneId: null
}

describe("isQuiet", () => {
  it.each([
    [undefined, "12:00", false],
    ["22:00-08:00", "21:59", false],
    ["22:00-08:00", "22:00", true],
    ["22:00-08:00", "07:59", true],
    ["22:00-08:00", "08:00", false],
    ["12:30-13:00", "12:45", true],
    ["12:30-13:00", "13:00", false]
  ] as const)("%s at %s: %s", (quiet, time, expected) => {
    const [hours = 0, minutes = 0] = time.split(":").map(Number)
    assert.strictEqual(isQuiet(quiet, hours * 60 + minutes), expected)
  })
})

describe("notificationMode", () => {
  const night: Notifications = { waiting: "desktop", done: "bell", quiet: "00:00-06:00" }
  it.each<[Notifications | undefined, Occasion, number, string]>([
    [undefined, "waiting", 0, "off"],
    ["bell", "stale", 0, "bell"],
    ["ntfy", "message", 0, "ntfy"],
    [night, "waiting", 720, "desktop"],
    [night, "error", 720, "off"],
    [night, "waiting", 60, "off"]
  ])("%o, %s at minute %i: %s", (config, occasion, minute, expected) => {
    assert.strictEqual(notificationMode(config, occasion, minute), expected)
  })
})

describe("the texts", () => {
  it("say who wants what, without what could act on a terminal", () => {
    const hostile = { threadName: "Fix\u001b]0;x\u0007 it\nnow\u202e", statusReason: "permission" }
    const { body, id, title } = agentNotification(session("$1", "a\u009bpi"), agent("waiting", 1, hostile))
    assert.strictEqual(title, "api")
    assert.strictEqual(body, "claude-code waits for you (permission): Fix]0;x it now")
    assert.match(id, /^[0-9a-f-]{1,64}$/u)
  })

  it("of scripts name their source", () => {
    const line = { message: "Tests passed", tone: "success", source: "ci", at: 1 } as const
    assert.strictEqual(scriptNotification(session("$1", "api"), line).body, "ci: Tests passed")
  })
})

describe("terminals", () => {
  it.each([
    ["xterm-kitty", "kitty"],
    ["kitty(0.36.1)", "kitty"],
    ["foot(1.18.1)", "title-and-body"],
    ["ghostty 1.1", "title-and-body"],
    ["WezTerm 2024", "title-and-body"],
    ["iTerm2 3.5.1", "body"],
    ["xterm-256color", null],
    ["tmux 3.3a", null]
  ] as const)("%s is told by %s", (terminal, dialect) => {
    assert.strictEqual(dialectOf(terminal), dialect)
  })

  it("get one sequence each, in which the texts stay texts", () => {
    assert.strictEqual(
      showSequence("title-and-body", notification),
      "\u001b]777;notify;api, rm -rf /;codex waits {title}\u001b\\"
    )
    assert.strictEqual(showSequence("body", notification), "\u001b]9;[api, rm -rf /] codex waits {title}\u001b\\")
    assert.strictEqual(
      showSequence("kitty", notification),
      "\u001b]99;i=a-1:d=0:p=title;api; rm -rf /\u001b\\\u001b]99;i=a-1:d=1:p=body;codex waits {title}\u001b\\"
    )
    assert.strictEqual(closeSequence("kitty", notification), "\u001b]99;i=a-1:p=close;\u001b\\")
    assert.isNull(closeSequence("body", notification))
  })

  it("that are not known are left to the desktop", () => {
    assert.deepStrictEqual(
      targetsOf([
        { tty: "/dev/pts/1", terminal: "xterm-256color" },
        { tty: "/dev/pts/2", terminal: "foot" }
      ]),
      [{ tty: "/dev/pts/2", dialect: "title-and-body" }]
    )
  })
})

it("a command's words are filled once, and the program is not one of them", () => {
  assert.deepStrictEqual(filledWords(["say{title}", "{title}: {body}", "{other}"], notification), [
    "say{title}",
    "api; rm -rf /: codex waits {title}",
    "{other}"
  ])
})
