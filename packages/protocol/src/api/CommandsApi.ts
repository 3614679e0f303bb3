/** What moves, shows or ends something: one route for each command. */
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "effect/http-api"
import { Command, Landing } from "../Command.ts"
import { ClientName, PaneId, WindowId } from "../Ids.ts"
import { Access } from "./Access.ts"
import { Maybe, SessionRef, textLimit, VisibleLine } from "./Fields.ts"
import { NotDone, UnknownSession } from "./Refusals.ts"
import { RequestRules } from "./RequestRules.ts"

/** Where the command was given. What is absent is taken from the client that was active last. */
export const GivenAt = Schema.Struct({
  client: Maybe(ClientName).annotateKey({ description: "The client's name, such as `/dev/pts/4`." }),
  windowId: Maybe(WindowId).annotateKey({ description: "The window, `@5`." }),
  paneId: Maybe(PaneId).annotateKey({ description: "The pane, `%7`." })
})
export type GivenAt = typeof GivenAt.Type

const origin = Maybe(GivenAt).annotate({
  description: "Where it was given: that client, window and pane are acted on."
})
const landing = Maybe(Landing).annotate({ description: "Where the focus lands. Default: `content`." })

/** A command without arguments. */
export const Plain = Schema.Struct({ origin })

/** A step through the shown sessions. */
export const Browse = Schema.Struct({ landing, origin })

export const Switch = Schema.Struct({
  session: Maybe(SessionRef).annotateKey({ description: "The session: its name or its id (`$3`)." }),
  index: Maybe(Schema.Int.check(Schema.isGreaterThan(0))).annotate({ description: "The row as shown, from 1." }),
  landing,
  origin
}).check(
  Schema.makeFilter(({ session, index }) =>
    (typeof session === "string") !== (typeof index === "number")
      ? true
      : { path: ["session"], issue: "Expected either `session` or `index`" }
  )
)

const success = HttpApiSchema.NoContent.annotate({ description: "Done." })

/** An empty body is null, and fine. */
const plainCommand = <const Id extends string>(id: Id, path: `/${string}`, summary: string) =>
  HttpApiEndpoint.post(id, path, { payload: [Plain, Schema.Null], success, error: NotDone }).annotate(
    OpenApi.Summary,
    summary
  )

const stepCommand = <const Id extends string>(id: Id, path: `/${string}`, summary: string) =>
  HttpApiEndpoint.post(id, path, { payload: [Browse, Schema.Null], success, error: NotDone }).annotate(
    OpenApi.Summary,
    summary
  )

const sessionCommand = <const Id extends string, P extends Schema.Top>(
  id: Id,
  path: `/${string}`,
  summary: string,
  payload: P
) =>
  HttpApiEndpoint.post(id, path, { payload, success, error: [UnknownSession, NotDone] }).annotate(
    OpenApi.Summary,
    summary
  )

export const FocusPane = Schema.Struct({
  paneId: PaneId.annotateKey({ description: "The pane, `%7`." }),
  origin
})

export const MarkSeen = Schema.Struct({
  session: SessionRef,
  threadId: Maybe(Schema.String).annotate({ description: "One thread. Default: all of the session's." })
})

const { OpenPort, SetDetailHeight, SetFilter, SetScope, SetSort, SetWidth } = Command.cases

export const New = Schema.Struct({
  directory: Schema.String.check(Schema.isNonEmpty(), Schema.isMaxLength(textLimit.path)).annotateKey({
    description: "The directory of the new session."
  }),
  name: Maybe(VisibleLine(textLimit.short, "The session's name.")).annotateKey({
    description: "The session's name. Default: that of the directory."
  }),
  origin
})

export const OneSession = Schema.Struct({ session: SessionRef })

export const Rename = Schema.Struct({
  session: SessionRef,
  name: VisibleLine(textLimit.short, "Its new name; `:` and `.` become `_`, as tmux has it.")
})

export const Reorder = Schema.Struct({
  session: SessionRef,
  by: Maybe(Schema.Int).annotate({ description: "Moves it by so many shown places, down where positive." }),
  before: Maybe(SessionRef).annotate({ description: "Places it before that session." })
}).check(
  Schema.makeFilter(({ before, by }) =>
    (typeof by === "number") !== (typeof before === "string")
      ? true
      : { path: ["by"], issue: "Expected either `by` or `before`" }
  )
)

export const Hide = Schema.Struct({
  session: SessionRef,
  hidden: Maybe(Schema.Boolean).annotate({ description: "False shows it again. Default: true." })
})

export const Theme = Schema.Struct({ theme: VisibleLine(textLimit.short, "The theme's name.") })

export const Fold = Schema.Struct({
  group: Schema.String.annotateKey({ description: "The `group` of its sessions." }),
  folded: Schema.Boolean.annotateKey({ description: "True shows one row for all of them." })
})
export const Width = Schema.Struct({ columns: SetWidth.fields.columns.annotateKey({ description: "In columns." }) })
export const DetailHeight = Schema.Struct({
  rows: SetDetailHeight.fields.rows.annotateKey({ description: "In rows." })
})
export const Filter = Schema.Struct({
  filter: SetFilter.fields.filter.annotateKey({ description: "Which sessions are shown." })
})
export const Sort = Schema.Struct({
  sort: SetSort.fields.sort.annotateKey({ description: "By what they are sorted." })
})
export const Scope = Schema.Struct({
  scope: SetScope.fields.scope.annotateKey({ description: "Of the current session, or of all." })
})
export const Port = Schema.Struct({ port: OpenPort.fields.port.annotateKey({ description: "The port of 127.0.0.1." }) })

export const Answer = Schema.Struct({
  paneId: PaneId.annotateKey({ description: "The pane that asks, `%7`." }),
  prompt: Schema.String.annotate({ description: "The id of the question that is answered." }),
  choice: Schema.String.annotate({ description: "The key of one of its choices." })
})

export const CopyText = Schema.Struct({
  text: Schema.String.check(Schema.isMaxLength(textLimit.path)).annotateKey({ description: "What is copied." }),
  origin
})

const settingCommand = <const Id extends string, P extends Schema.Top>(
  id: Id,
  path: `/${string}`,
  summary: string,
  payload: P
) => HttpApiEndpoint.post(id, path, { payload, success, error: NotDone }).annotate(OpenApi.Summary, summary)

export class CommandsApi extends HttpApiGroup.make("commands")
  .add(
    plainCommand("toggle", "/toggle", "Hides the sidebar where one is shown, else shows it everywhere"),
    plainCommand("reveal", "/reveal", "Shows the sidebar without moving the focus"),
    plainCommand("focus", "/focus", "Shows the sidebar and focuses it"),
    plainCommand("focusContent", "/focus-content", "Moves the focus from the sidebar back to the content"),
    plainCommand("evenHorizontal", "/even-horizontal", "Content panes side by side, without touching the sidebar"),
    plainCommand("hideSidebar", "/hide-sidebar", "Hides the sidebar everywhere"),
    sessionCommand("switch", "/switch", "Switches to a session by name, id or shown index", Switch),
    stepCommand("next", "/next", "Switches to the next shown session"),
    stepCommand("previous", "/previous", "Switches to the previous shown session"),
    plainCommand("jump", "/jump", "Goes to the agent that needs a person most"),
    HttpApiEndpoint.post("focusPane", "/focus-pane", { payload: FocusPane, success, error: NotDone }).annotate(
      OpenApi.Summary,
      "Goes to a pane"
    ),
    sessionCommand("markSeen", "/mark-seen", "Marks a session, or one thread of it, as seen", MarkSeen),
    settingCommand("new", "/new", "Makes a session in a directory and switches to it", New),
    sessionCommand("kill", "/kill", "Ends a session; clients in it go to its neighbour first", OneSession),
    sessionCommand("rename", "/rename", "Renames a session", Rename),
    sessionCommand("reorder", "/reorder", "Moves a session in the user's own order", Reorder),
    sessionCommand("hide", "/hide", "Hides a session, or shows it again", Hide),
    plainCommand("showHidden", "/show-hidden", "Shows all hidden sessions again"),
    settingCommand("fold", "/fold", "Remembers a group as folded or not", Fold),
    settingCommand("theme", "/theme", "Sets the theme of all sidebars", Theme),
    settingCommand("width", "/width", "Sets the width of all sidebars", Width),
    settingCommand("detailHeight", "/detail-height", "Sets the height of the detail panel", DetailHeight),
    settingCommand("filter", "/filter", "Sets which sessions are shown", Filter),
    settingCommand("sort", "/sort", "Sets by what sessions are sorted", Sort),
    settingCommand("scope", "/scope", "Sets whose agents the detail shows", Scope),
    settingCommand("answer", "/answer", "Answers an agent's question, if it still asks just that", Answer),
    settingCommand("copy", "/copy", "Puts text into tmux's buffer and the terminal's clipboard", CopyText),
    settingCommand("openPort", "/open-port", "Opens a port of this machine in the browser", Port),
    plainCommand("refresh", "/refresh", "Reads everything anew"),
    plainCommand("quit", "/quit", "Ends the daemon and takes its sidebars away")
  )
  .prefix("/commands")
  .middleware(RequestRules)
  .annotate(Access, "control")
  .annotate(OpenApi.Title, "Commands")
  .annotate(
    OpenApi.Description,
    "Over the Unix socket without more. Over TCP only with `Authorization: Bearer <token of daemon.json>`. 204: done."
  ) {}
