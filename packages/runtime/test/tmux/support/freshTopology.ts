/** A topology read whole in one go, to compare the one that is kept by events with. */
import { Effect } from "effect"
import { Tmux } from "../../../src/tmux/Tmux.ts"
import { emptyTopology, stashName, type Topology } from "../../../src/tmux/Topology.ts"
import { titleClass } from "../../../src/tmux/titleClass.ts"
import { applyAnswers } from "../../../src/tmux/topologyAnswer.ts"
import { everythingWanted, questionsFor } from "../../../src/tmux/topologyWants.ts"

/** Reads everything. */
export const freshTopology = Effect.gen(function* () {
  const tmux = yield* Tmux
  const own = yield* tmux.ownClient
  const questions = questionsFor(everythingWanted)
  const answers = yield* tmux.runAll(questions.map((question) => question.command))
  const { malformed, topology } = applyAnswers(
    emptyTopology,
    questions,
    answers.map((lines) => ({ ok: true, lines })),
    (client) => client.name === own
  )
  return malformed === 0 ? topology : yield* Effect.die(`${malformed} lines fit no record`)
})

/** What must agree: all but the fields that may be a moment old, in an order of its own. */
export const comparable = (topology: Topology): unknown => ({
  sessions: [...topology.sessions.values()].toSorted((one, other) => one.id.localeCompare(other.id)),
  windows: [...topology.windows.values()].toSorted((one, other) => one.id.localeCompare(other.id)),
  panes: [...topology.panes.values()]
    .map(({ command: _command, path: _path, ...pane }) => ({ ...pane, title: titleClass(pane.title) }))
    .toSorted((one, other) => one.id.localeCompare(other.id)),
  clients: [...topology.clients.values()]
    .map(({ activityAt: _activityAt, terminal: _terminal, ...client }) => client)
    .toSorted((one, other) => one.name.localeCompare(other.name))
})

/** The session that our control client lives in must be among the sessions of both. */
export const stashIsThere = (topology: Topology): boolean =>
  [...topology.sessions.values()].some((session) => session.name === stashName)
