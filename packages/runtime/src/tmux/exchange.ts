/** Commands and their answers on one connection, as effects. */
import { Effect } from "effect"
import type { ControlConnection } from "./ControlConnection.ts"
import type { Answer } from "./Notification.ts"
import { type TmuxCommand, TmuxCommandFailed } from "./TmuxError.ts"

const broken = "the connection broke before the answer"

/** The lines of an answer, or the error that it is; an answer that never came is one too. */
export const linesOf = (
  command: TmuxCommand,
  answer: Answer | undefined
): Effect.Effect<ReadonlyArray<string>, TmuxCommandFailed> =>
  answer?.ok === true
    ? Effect.succeed(answer.lines)
    : Effect.fail(new TmuxCommandFailed({ command: command[0], reason: answer?.lines.join("; ") ?? broken }))

/** Runs commands in one write and gives their answers, errors among them. */
export const exchange = (
  connection: ControlConnection,
  commands: ReadonlyArray<TmuxCommand>
): Effect.Effect<ReadonlyArray<Answer>, TmuxCommandFailed> =>
  Effect.callback((resume) =>
    connection.send(commands, (answers) =>
      resume(
        answers === null
          ? Effect.fail(new TmuxCommandFailed({ command: commands[0]?.[0] ?? "", reason: broken }))
          : Effect.succeed(answers)
      )
    )
  )

/** Runs one command and gives its lines. */
export const exchangeOne = (
  connection: ControlConnection,
  command: TmuxCommand
): Effect.Effect<ReadonlyArray<string>, TmuxCommandFailed> =>
  Effect.flatMap(exchange(connection, [command]), (answers) => linesOf(command, answers[0]))
