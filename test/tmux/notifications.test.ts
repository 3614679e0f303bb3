import { assert, describe, it } from "@effect/vitest"
import { spawn, spawnSync } from "node:child_process"
import { chmodSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { eventually } from "../support/eventually.ts"
import { startClaude } from "../support/startAgent.ts"
import { TmuxWorld } from "../support/TmuxWorld.ts"

const sessions = { api: { directory: "api" }, main: {} }

const told = (t: TmuxWorld) => async () => {
  try {
    return readFileSync(join(t.scratch.home, "told"), "utf8").trim().split("\n")
  } catch {
    return []
  }
}

/** What lasts two seconds is told, and the machine may have much to do. */
const patience = { timeoutMillis: 15_000 }

/** Somebody whose terminal says what it is when tmux asks; gives what it was sent. */
const terminalOf = (t: TmuxWorld, name: string) => {
  const words = [...t.tmux.command, "attach-session", "-t", "=main"].map((word) => `'${word}'`)
  const terminal = spawn("script", ["-qfc", words.join(" "), "/dev/null"], {
    env: { ...t.scratch.env, TERM: "xterm-256color" }
  })
  let sent = ""
  terminal.stdout.on("data", (bytes: Buffer) => {
    sent += bytes.toString("latin1")
    if (bytes.includes("\u001b[>q")) terminal.stdin.write(`\u001bP>|${name}\u001b\\`)
  })
  return {
    sequences: () => [...sent.matchAll(/\u001b\](?:9|99|777);[^\u0007\u001b]*/g)].map(([text]) => text.slice(2)),
    [Symbol.dispose]: () => terminal.kill()
  }
}

const canRecord = process.platform === "linux" && spawnSync("script", ["--version"]).status === 0

describe("notifications", () => {
  it("a command is told once what an agent wants that nobody looks at, and the history has the wait", async () => {
    const command = ["sh", "-c", 'echo "$0: $1" >>"$HOME/told"', "{title}", "{body}"]
    const notifications = { waiting: "command", message: "command", command }
    await using t = await TmuxWorld.start({ sessions, plugin: true, config: { notifications } })
    const anna = await t.client("anna", { session: "main" })
    await anna.keys("prefix o t")
    await anna.sees(/2 main/, { timeoutMillis: 20_000 })
    const claude = await startClaude(t, t.pane("api"), "fixing the build")
    const counts = () => t.tmux.format("#{@opensessions_waiting} #{@opensessions_running}")
    await claude.prompt("fix the build")
    await eventually(counts, "0 1")
    await claude.asksPermission("Bash", { command: "make install" })
    const waits = "api: claude-code waits for you (permission): fixing the build"
    await eventually(told(t), [waits])

    await t.opensessions("notify", "make has ended", "--session", "api", "--source", "make")
    await eventually(told(t), [waits, "api: make: make has ended"])

    await claude.goesOn()
    await eventually(counts, "0 1")
    await claude.finishes("done")
    const changes = async () => {
      const { stdout } = await t.opensessions("history", "--session", "api")
      return stdout.split("\n").flatMap((line) => line.split("\t")[3] ?? [])
    }
    await eventually(async () => (await changes()).at(-1), "done")
    const known = new Set(["waiting (permission)", "done"])
    const seen = (await changes()).filter((change, at, all) => known.has(change) && change !== all[at - 1])
    assert.sameOrderedMembers([...new Set(seen)], ["waiting (permission)", "done"])

    await t.opensessions("quit")
    const { status, stdout } = await t.opensessions("history", "--json")
    assert.strictEqual(status, 0)
    const { time } = JSON.parse(stdout) as { time: ReadonlyArray<{ status: string; millis: number }> }
    assert.isAbove(time.find(({ status }) => status === "waiting")?.millis ?? 0, 1000)
  })

  it("a bell reaches the terminal of the client", async () => {
    await using t = await TmuxWorld.start({ sessions, plugin: true, config: { notifications: "bell" } })
    const anna = await t.client("anna", { session: "main" })
    await anna.keys("prefix o t")
    await anna.sees(/2 main/, { timeoutMillis: 20_000 })
    await t.opensessions("notify", "look", "--session", "api")
    await eventually(() => anna.hasHeardBell(), true)
  })

  it.skipIf(!canRecord).each([
    [
      "kitty(0.32.2)",
      /^99;i=(\S+):d=0:p=title;api 99;i=\1:d=1:p=body;bot waits for you \(permission\): a;b$/,
      /^99;i=\S+:p=close;$/
    ],
    ["foot(1.16.2)", /^777;notify;api;bot waits for you \(permission\): a,b$/, null],
    ["iTerm2 3.5.0", /^9;\[api\] bot waits for you \(permission\): a,b$/, null]
  ] as const)("the terminal of the client shows it where it can, and takes it back: %s", async (name, shown, taken) => {
    await using t = await TmuxWorld.start({ sessions, config: { notifications: "desktop" } })
    using terminal = terminalOf(t, name)
    const type = async () => (await t.tmux.run("list-clients", "-F", "#{client_termtype}"))[0]
    await eventually(type, name, patience)
    assert.strictEqual((await t.opensessions()).status, 0)
    const report = (status: string, statusReason: string | null) =>
      t.socket("/api/agent-event", {
        method: "POST",
        body: { agent: "bot", status, statusReason, paneId: t.pane("api"), threadName: "a;b" }
      })
    await report("waiting", "permission")
    await eventually(() => shown.test(terminal.sequences().join(" ")), true, patience)
    const before = terminal.sequences().length
    await report("running", null)
    if (taken === null) return
    await eventually(() => taken.test(terminal.sequences().slice(before).join(" ")), true, patience)
  })

  it.skipIf(process.platform === "darwin")(
    "the desktop of the machine shows it elsewhere, and takes it back",
    async () => {
      await using t = await TmuxWorld.start({ sessions, config: { notifications: "desktop" } })
      const note = (name: string, prints: string) => {
        const file = join(t.scratch.bin, name)
        // Each word by itself: no shell has read them before.
        writeFileSync(
          file,
          `#!/bin/sh\n{ printf '${name}'; printf ' <%s>' "$@"; echo; } >>"$HOME/told"\necho ${prints}\n`
        )
        chmodSync(file, 0o755)
      }
      note("notify-send", "7")
      note("gdbus", "")
      await t.client("anna", { session: "main" })
      assert.strictEqual((await t.opensessions()).status, 0)
      const report = (status: string) =>
        t.socket("/api/agent-event", {
          method: "POST",
          body: { agent: "bot", status, paneId: t.pane("api"), threadName: "-x $(touch pwned); `id` \u001b[31m" }
        })
      await report("waiting")
      const shown =
        "notify-send <--app-name=opensessions> <--urgency=critical> <--print-id> <--> <api> " +
        "<bot waits for you: -x $(touch pwned); `id` [31m>"
      await eventually(told(t), [shown], patience)
      await report("running")
      const taken =
        "gdbus <call> <--session> <--dest=org.freedesktop.Notifications> <--object-path=/org/freedesktop/Notifications> " +
        "<--method=org.freedesktop.Notifications.CloseNotification> <7>"
      await eventually(told(t), [shown, taken], patience)
    }
  )
})
