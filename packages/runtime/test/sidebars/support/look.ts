/** What tmux itself says about panes, read by a process of its own, apart from all that is under test. */
import { Effect, Schedule } from "effect"
import { TestServer } from "../../tmux/support/TestServer.ts"

export interface SeenPane {
  readonly session: string
  readonly window: string
  readonly pane: string
  readonly pid: number
  readonly sidebar: boolean
  readonly active: boolean
  readonly left: number
  readonly width: number
  readonly height: number
  readonly windowWidth: number
  readonly windowHeight: number
  readonly zoomed: boolean
  readonly command: string
}

const fields = [
  "#{session_name}",
  "#{window_id}",
  "#{pane_id}",
  "#{pane_pid}",
  "#{?@opensessions-sidebar,1,0}",
  "#{pane_active}",
  "#{pane_left}",
  "#{pane_width}",
  "#{pane_height}",
  "#{window_width}",
  "#{window_height}",
  "#{window_zoomed_flag}",
  "#{pane_current_command}"
].join("|")

/** Every pane of a session of the user's, once. */
export const panes = Effect.gen(function* () {
  const { tmux } = yield* TestServer
  const lines = (yield* tmux("list-panes", "-a", "-F", fields)).split("\n")
  const seen = lines.map((line): SeenPane => {
    // The name may have separators of its own; it comes first and is of interest in no more than one test.
    const words = line.split("|")
    const [window = "", pane = "", pid, sidebar, active, left, width, height, columns, rows, zoomed, command = ""] =
      words.slice(-12)
    return {
      session: words.slice(0, -12).join("|"),
      window,
      pane,
      pid: Number(pid),
      sidebar: sidebar === "1",
      active: active === "1",
      left: Number(left),
      width: Number(width),
      height: Number(height),
      windowWidth: Number(columns),
      windowHeight: Number(rows),
      zoomed: zoomed === "1",
      command
    }
  })
  return [...new Map(seen.filter(({ session }) => session !== "_os_stash").map((pane) => [pane.pane, pane])).values()]
})

/** The sidebars in windows of the user's. */
export const sidebars = Effect.map(panes, (all) => all.filter(({ sidebar }) => sidebar))

/** Looks again until it is so; what it saw last is in the error. */
export const eventually = Effect.fnUntraced(function* <A, E, R>(
  what: string,
  look: Effect.Effect<A, E, R>,
  is: (seen: A) => boolean
) {
  let last: A | undefined
  return yield* look.pipe(
    Effect.tap((seen) => Effect.sync(() => (last = seen))),
    Effect.filterOrFail(is),
    Effect.retry(Schedule.spaced("10 millis").pipe(Schedule.upTo({ times: 500 }))),
    Effect.catch(() =>
      Effect.die(
        new Error(`${what} did not come about: ${JSON.stringify(last instanceof Map ? [...last] : last, null, 1)}`)
      )
    )
  )
})

/** Looks for 200 ms whether it is so all the time: that nothing happens can't be awaited. */
export const stays = Effect.fnUntraced(function* <A, E, R>(
  what: string,
  look: Effect.Effect<A, E, R>,
  is: (seen: A) => boolean
) {
  for (let i = 0; i < 10; i++) {
    const seen = yield* look
    if (!is(seen)) return yield* Effect.die(new Error(`not so any more: ${what}: ${JSON.stringify(seen, null, 1)}`))
    yield* Effect.sleep("20 millis")
  }
})

/** Waits until exactly these windows have a sidebar, one each, of this width and at the left edge. */
export const eventuallySidebarsIn = (windows: ReadonlyArray<string>, width = 26) =>
  eventually(`a sidebar of ${width} columns in each of ${windows.join(" ")}`, sidebars, (seen) => {
    const found = seen.map(({ window }) => window).toSorted()
    const placed = seen.every((pane) => pane.left === 0 && pane.width === width)
    return placed && JSON.stringify(found) === JSON.stringify(windows.toSorted())
  })

/** The windows of a session. */
export const windowsOf = (session: string) =>
  Effect.gen(function* () {
    const { tmux } = yield* TestServer
    return (yield* tmux("list-windows", "-t", session, "-F", "#{window_id}")).split("\n")
  })

/** One format for a target. */
export const format = (text: string, target: string) =>
  Effect.flatMap(TestServer, ({ tmux }) => tmux("display-message", "-p", "-t", target, text))
