/** A renderer on a pane's terminal: what it paints goes out, keys and mouse come in, and nothing else does either. */
import { CliRenderer, CliRenderEvents, NativeSession } from "@opentui/core"
import { Readable, Writable } from "node:stream"
import { Deferred, Effect, Schema } from "effect"
import type { Appearance } from "../themes/ThemeSettings.ts"
import { appearanceQuery, makeAppearanceReader } from "./appearanceReport.ts"
import { makeFrameFilter } from "./frameFilter.ts"
import { escapeHoldMs, guardInput, initialGuard, isHolding, releaseEscape } from "./inputGuard.ts"
import type { PaneTty } from "./PaneTty.ts"
import { withoutProcessListeners } from "./processListeners.ts"

/** The renderer gave up on a pane. */
export class PaneScreenFailed extends Schema.TaggedError<PaneScreenFailed>()("PaneScreenFailed", {
  cause: Schema.Defect()
}) {
  override get message(): string {
    return `the renderer failed: ${this.cause instanceof Error ? this.cause.message : String(this.cause)}`
  }
}

export interface PaneScreen {
  readonly renderer: CliRenderer
  /** Takes effect with the next frame, which repaints all. */
  resize(width: number, height: number): void
  /** Asks the terminal whether it is dark or light. The listener is told, and again when that changes. */
  askAppearance(listener: (appearance: Appearance) => void): void
  /** What is asked at the end of each frame for more bytes that belong to it, by the host itself. */
  behindFrames(more: () => string): void
  /** A function that, where it throws, fails the screen and nothing else. */
  guarded(action: () => void): () => void
  /** Fails when the renderer or a guarded function does. */
  readonly failed: Effect.Effect<never, PaneScreenFailed>
}

/**
 * Written before the first frame: no wrapping (a frame that is wider than a pane that just shrank must not scroll it),
 * no cursor, clicks, drags and wheel in SGR form, pastes marked as such.
 */
const preamble = Buffer.from("\x1b[?7l\x1b[?25l\x1b[?1003l\x1b[?1000h\x1b[?1002h\x1b[?1006h\x1b[?2004h")

/** What a terminal inside tmux can do; nobody is asked. tmux brings colours down to what a client's terminal has. */
const environment = { TERM: "tmux-256color", TMUX: "tmux", COLORTERM: "truecolor" }

/** OpenTUI's default (65536 objects) is 2.6 MB and 2 ms a renderer, this 0.8 MB and 0.5 ms. */
const sessionOptions = {
  context: { objectCapacity: 8192, renderCellsMax: 1_000_000 },
  output: { chunkSize: 16_384, spanCapacity: 64, maxBytes: 4_194_304n, controlCapacity: 4096 },
  outputBufferSize: 65_536,
  closeTimeoutMs: 100
}

/**
 * All that the mouse does is the root's, whose listener knows what is where. OpenTUI asks its last frame instead, and has
 * none between a change of the size and the next one, nor before the first: what came then would be lost.
 */
class PaneRenderer extends CliRenderer {
  override hitTest(): number {
    return this.root.num
  }
}

/** Attaches a renderer. When the scope closes, the last frame stays in the pane and nothing more is written. */
export const attachScreen = Effect.fnUntraced(function* (tty: PaneTty, width: number, height: number) {
  const failed = yield* Deferred.make<never, PaneScreenFailed>()
  const fail = (cause: unknown) => void Deferred.doneUnsafe(failed, Effect.fail(new PaneScreenFailed({ cause })))
  const painting: Painting = { on: false, behindFrame: () => "" }
  const sink = paintSink(tty, painting)
  const source = yield* keySource(tty)
  const askAppearance = (listener: (appearance: Appearance) => void): void => {
    const read = makeAppearanceReader()
    tty.onInput((bytes) => {
      const appearance = read(Buffer.from(bytes).toString("latin1"))
      if (appearance !== null) listener(appearance)
    })
    tty.write(Buffer.from(appearanceQuery), () => {})
  }
  const renderer = yield* Effect.acquireRelease(
    Effect.try({ try: () => createRenderer(source, sink, width, height), catch: asFailure }),
    ({ renderer, session }) =>
      Effect.sync(() => {
        painting.on = false
        renderer.destroy()
        session.dispose()
      })
  ).pipe(Effect.map(({ renderer }) => renderer))
  renderer.on(CliRenderEvents.RENDER_ERROR, ({ error }) => fail(error))
  renderer.on(CliRenderEvents.HANDLER_ERROR, ({ error }) => fail(error))
  renderer.on(CliRenderEvents.DESTROY, () => fail(new Error("it was destroyed")))
  yield* Effect.tryPromise({ try: () => renderer.setupTerminal(), catch: asFailure })
  painting.on = true
  return {
    renderer,
    resize: (columns, rows) => renderer.resize(columns, rows),
    askAppearance,
    behindFrames: (more) => {
      painting.behindFrame = more
    },
    guarded: (action) => () => {
      try {
        action()
      } catch (error) {
        fail(error)
      }
    },
    failed: Deferred.await(failed)
  } satisfies PaneScreen
})

const asFailure = (cause: unknown) => new PaneScreenFailed({ cause })

const createRenderer = (stdin: Readable, stdout: Writable, width: number, height: number) => {
  const session = new NativeSession(stdout, sessionOptions)
  const streams = {
    stdin: stdin as unknown as NodeJS.ReadStream,
    stdout: stdout as unknown as NodeJS.WriteStream
  }
  const build = () =>
    new PaneRenderer(streams.stdin, streams.stdout, width, height, {
      ...streams,
      nativeSession: session,
      screenMode: "main-screen",
      clearOnShutdown: false,
      exitSignals: [],
      exitOnCtrlC: false,
      consoleMode: "disabled",
      openConsoleOnError: false,
      useMouse: true,
      enableMouseMovement: false,
      // For the parser alone, which then knows the guard's Escape; the request for it is filtered.
      useKittyKeyboard: {},
      // Frames are requested by the host, which paces them; at 60 the second of two keys would wait 16 ms.
      maxFps: 1000,
      environment
    })
  try {
    const renderer = withoutProcessListeners(build)
    renderer.closed.catch(() => {})
    // Its console is never shown, but each one listens for what the process logs.
    renderer.console.destroy()
    return { renderer, session }
  } catch (error) {
    session.dispose()
    throw error
  }
}

interface Painting {
  on: boolean
  behindFrame: () => string
}

/** The bracket that ends a frame. */
const frameEnd = Buffer.from("\x1b[?2026l")

/** A frame with what belongs behind it, in the same bracket: it is seen together. */
const completed = (frame: Uint8Array, more: () => string): Uint8Array => {
  const bytes = Buffer.from(frame.buffer, frame.byteOffset, frame.byteLength)
  const end = bytes.lastIndexOf(frameEnd)
  if (end < 0) return frame
  const written = more()
  return written === "" ? frame : Buffer.concat([bytes.subarray(0, end), Buffer.from(written), bytes.subarray(end)])
}

const paintSink = (tty: PaneTty, painting: Painting): Writable => {
  const filter = makeFrameFilter()
  let prepared = false
  return new Writable({
    write: (chunk: Uint8Array, _encoding, done) => {
      const drawn = filter(chunk)
      if (!painting.on || drawn.length === 0) return done()
      const frame = completed(drawn, painting.behindFrame)
      // A terminal that fails is told by the terminal itself; to the renderer it would be a reason to shout.
      tty.write(prepared ? frame : Buffer.concat([preamble, frame]), () => done())
      prepared = true
    }
  })
}

/** Input behind the guard; the only timer is the one that tells Escape from a sequence. */
const keySource = Effect.fnUntraced(function* (tty: PaneTty) {
  const source = new Readable({ read: () => {} })
  let state = initialGuard
  let timer: ReturnType<typeof setTimeout> | undefined
  const take = ([next, input]: ReturnType<typeof guardInput>) => {
    state = next
    if (input !== "") source.push(Buffer.from(input, "latin1"))
  }
  yield* Effect.addFinalizer(() => Effect.sync(() => clearTimeout(timer)))
  tty.onInput((bytes) => {
    clearTimeout(timer)
    take(guardInput(state, Buffer.from(bytes).toString("latin1"), performance.now()))
    if (isHolding(state)) timer = setTimeout(() => take(releaseEscape(state, performance.now())), escapeHoldMs)
  })
  return source
})
