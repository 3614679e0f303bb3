/** The daemon's log: `daemon.log`, one line an entry, at most 5 MB with its predecessor (S91). */
import { Places } from "@opensessions/runtime/config/Places"
import { Cause, Config, Effect, Exit, Layer, Logger, type LogLevel, References } from "effect"
import { HandOver } from "../composition/HandOver.ts"
import { RotatingFile } from "./RotatingFile.ts"
import { SingleInstance } from "./SingleInstance.ts"

const maxBytes = 5_000_000

/** A terminal that shows the file must not obey it. */
const controls = /[\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g

/** Longer entries are cut: a cause with a large payload in it is not worth the file. */
const maxLine = 16_384

const levels: ReadonlyMap<string, LogLevel.LogLevel> = new Map([
  ["trace", "Trace"],
  ["debug", "Debug"],
  ["info", "Info"],
  ["warn", "Warn"],
  ["warning", "Warn"],
  ["error", "Error"],
  ["fatal", "Fatal"],
  ["none", "None"]
])

const isTrouble = (exit: Exit.Exit<unknown, unknown>): boolean =>
  Exit.isFailure(exit) && !Cause.hasInterruptsOnly(exit.cause)

/** What `OPENSESSIONS_LOG_LEVEL` means; info for everything that is no level. */
export const logLevel = (text: string): LogLevel.LogLevel => levels.get(text.trim().toLowerCase()) ?? "Info"

/**
 * Replaces all loggers by the file; the level comes from `OPENSESSIONS_LOG_LEVEL`. It asks for `SingleInstance` so that
 * a second daemon never writes into the first one's log (S102). A daemon that ends in order takes its log along; after
 * any other end somebody wants to read it.
 */
export const FileLog = Layer.unwrap(
  Effect.gen(function* () {
    yield* SingleInstance
    const { logFile } = yield* Places
    const { isHandOver } = yield* HandOver
    const level = yield* Effect.orDie(Config.String("OPENSESSIONS_LOG_LEVEL").pipe(Config.withDefault("info")))
    const file = yield* Effect.acquireRelease(
      Effect.sync(() => new RotatingFile(logFile, maxBytes)),
      (open, exit) => Effect.map(isHandOver, (next) => (next || isTrouble(exit) ? open.close() : open.remove()))
    )
    const write = Logger.map(Logger.formatLogFmt, (line) => file.append(line.slice(0, maxLine).replace(controls, "")))
    return Layer.mergeAll(Logger.layer([write]), Layer.succeed(References.MinimumLogLevel, logLevel(level)))
  })
)
