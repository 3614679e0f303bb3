/** What moves, shows or ends something: one route for each command. */
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "effect/http-api"
import { Landing } from "../Command.ts"
import { ClientName, PaneId, WindowId } from "../Ids.ts"
import { Access } from "./Access.ts"
import { Maybe, SessionRef } from "./Fields.ts"
import { NotDone, UnknownSession } from "./Refusals.ts"
import { RequestRules } from "./RequestRules.ts"

/** Where the command was given. What is absent is taken from the client that was active last. */
export const GivenAt = Schema.Struct({
  client: Maybe(ClientName),
  windowId: Maybe(WindowId),
  paneId: Maybe(PaneId)
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
  session: Maybe(SessionRef),
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

const success = HttpApiSchema.NoContent

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

export const FocusPane = Schema.Struct({ paneId: PaneId, origin })

export const MarkSeen = Schema.Struct({
  session: SessionRef,
  threadId: Maybe(Schema.String).annotate({ description: "One thread. Default: all of the session's." })
})

export class CommandsApi extends HttpApiGroup.make("commands")
  .add(
    plainCommand("toggle", "/toggle", "Hides the sidebar where one is shown, else shows it everywhere"),
    plainCommand("reveal", "/reveal", "Shows the sidebar without moving the focus"),
    plainCommand("focus", "/focus", "Shows the sidebar and focuses it"),
    plainCommand("focusContent", "/focus-content", "Moves the focus from the sidebar back to the content"),
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
