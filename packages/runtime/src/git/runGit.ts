/** One git process: bounded in time and output, and never waited for once it was given up (S85). */
import { Effect, type Latch, Schema } from "effect"
import { spawn } from "node:child_process"
import { gitEnvironment, hardenedOptions } from "./gitEnvironment.ts"

/** git could not be started, or said nothing useful in time. */
export class GitUnavailable extends Schema.TaggedError<GitUnavailable>()("GitUnavailable", {
  root: Schema.String,
  reason: Schema.Literals(["missing", "timeout"])
}) {
  override get message(): string {
    return this.reason === "missing"
      ? `git can't be started in ${this.root}`
      : `git did not answer in time in ${this.root}`
  }
}

export interface GitOutput {
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
}

export interface GitCall {
  readonly root: string
  readonly arguments: ReadonlyArray<string>
  /** Configuration keys that are set to nothing for this call. */
  readonly emptied: ReadonlyArray<string>
  readonly timeLimitMillis: number
}

/** More than a status of 100,000 files; what comes after it is left unread. */
const maxOutputBytes = 16 * 1024 * 1024

/** Runs git. `idle` is open while no process of it exists; a hung file system can keep a killed one for ever. */
export const runGit = (call: GitCall, idle: Latch.Latch): Effect.Effect<GitOutput, GitUnavailable> =>
  Effect.callback<GitOutput, GitUnavailable>((resume) => {
    const stdout: Array<Buffer> = []
    const stderr: Array<Buffer> = []
    let size = 0
    const child = spawn("git", [...hardenedOptions, ...call.arguments], {
      cwd: call.root,
      env: gitEnvironment(process.env, call.emptied),
      stdio: ["ignore", "pipe", "pipe"]
    })
    idle.closeUnsafe()
    const giveUp = () => {
      child.kill("SIGKILL")
      child.stdout.destroy()
      child.stderr.destroy()
      child.unref()
    }
    const finish = (exitCode: number) =>
      resume(
        Effect.succeed({
          exitCode,
          stdout: Buffer.concat(stdout).toString("utf8"),
          stderr: Buffer.concat(stderr).toString("utf8")
        })
      )
    child.stdout.on("data", (chunk: Buffer) => {
      size += chunk.length
      stdout.push(chunk)
      if (size < maxOutputBytes) return
      giveUp()
      finish(0)
    })
    child.stderr.on("data", (chunk: Buffer) => stderr.length < 16 && stderr.push(chunk))
    child.on("error", () => {
      idle.openUnsafe()
      resume(Effect.fail(new GitUnavailable({ root: call.root, reason: "missing" })))
    })
    child.on("exit", () => idle.openUnsafe())
    child.on("close", (code) => finish(code ?? -1))
    return Effect.sync(giveUp)
  }).pipe(
    Effect.timeoutOrElse({
      duration: call.timeLimitMillis,
      orElse: () => Effect.fail(new GitUnavailable({ root: call.root, reason: "timeout" }))
    })
  )
