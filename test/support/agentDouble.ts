/** The program that stands for an agent in a pane. It does what it is told over its socket and nothing by itself. */
import { type ChildProcess, spawn } from "node:child_process"
import { appendFileSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { createServer } from "node:net"
import { dirname, join } from "node:path"
import { createInterface } from "node:readline"
import { setTimeout as sleep } from "node:timers/promises"
import { type AgentSelf, type AgentStep, agentsVariable } from "./agentSteps.ts"

const name = process.argv[2]!
process.title = name

const paneId = process.env["TMUX_PANE"] ?? "%none"
const stat = readFileSync("/proc/self/stat", "utf8")
const self: AgentSelf = {
  pid: process.pid,
  startTicks: stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19]!,
  cwd: process.cwd(),
  paneId,
  tmux: process.env["TMUX"] ?? ""
}

const children: Array<ChildProcess> = []
const removedAtExit = new Set<string>()
let typed = ""

const leave = (code: number): never => {
  for (const child of children) child.kill("SIGKILL")
  for (const path of removedAtExit) rmSync(path, { force: true })
  process.exit(code)
}

const perform = (step: AgentStep): void => {
  if ("path" in step && step.do !== "removeAtExit") mkdirSync(dirname(step.path), { recursive: true })
  switch (step.do) {
    case "append":
      return appendFileSync(step.path, step.text)
    case "rewrite":
      return writeFileSync(step.path, step.text)
    case "replace":
      writeFileSync(`${step.path}.new`, step.text)
      return renameSync(`${step.path}.new`, step.path)
    case "delete":
      return rmSync(step.path, { force: true })
    case "title":
      return void process.stdout.write(`\u001b]2;${step.text}\u0007`)
    case "screen":
      return void process.stdout.write(`\u001b[2J\u001b[H${step.lines.join("\r\n")}`)
    case "childStarts":
      return void children.push(spawn("sleep", ["1000"], { argv0: step.name, stdio: "ignore" }))
    case "childEnds":
      return void children.pop()?.kill("SIGKILL")
    case "hook":
      return void spawn("sh", ["-c", step.command], { stdio: ["pipe", "ignore", "ignore"] }).stdin.end(step.payload)
    case "removeAtExit":
      return void removedAtExit.add(step.path)
    case "exit":
      return leave(step.code)
    case "die":
      return void process.kill(process.pid, "SIGKILL")
  }
}

process.stdin.setRawMode?.(true)
process.stdin.on("data", (bytes: Buffer) => {
  typed += bytes.toString("utf8")
})
for (const signal of ["SIGHUP", "SIGTERM", "SIGINT"] as const) process.on(signal, () => leave(129))

createServer((connection) => {
  connection.on("error", () => undefined)
  connection.write(`${JSON.stringify(self)}\n`)
  createInterface({ input: connection }).on("line", (line) => {
    const begin = performance.now()
    void (async () => {
      for (const step of JSON.parse(line) as ReadonlyArray<AgentStep>) {
        const wait = begin + (step.at ?? 0) - performance.now()
        if (wait > 0) await sleep(wait)
        perform(step)
      }
      connection.write(`${JSON.stringify(typed)}\n`)
    })()
  })
}).listen(join(process.env[agentsVariable]!, `${paneId.slice(1)}.sock`))
