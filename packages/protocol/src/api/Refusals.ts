/** Every answer that is not a success, each with its status. No tag travels: the status and `error` say it all. */
import { Schema } from "effect"

const error = Schema.String.annotate({ description: "What is wrong, in one sentence." })

/** 400: broken JSON, a missing field, an unknown word, a number out of range. Nothing was changed. */
export class Malformed extends Schema.Error<Malformed>("Malformed")(
  {
    _tag: Schema.tagDefaultOmit("Malformed"),
    error,
    field: Schema.NullOr(Schema.String).annotate({
      description: "The field that is wrong, `origin.paneId` for a nested one; null for the body as a whole."
    })
  },
  { httpApiStatus: 400, description: "Malformed, unknown or out of range." }
) {
  override get message(): string {
    return this.field === null ? this.error : `${this.field}: ${this.error}`
  }
}

/** 403: the request comes from a web page, from another user, or over TCP without proof. */
export class Forbidden extends Schema.Error<Forbidden>("Forbidden")(
  { _tag: Schema.tagDefaultOmit("Forbidden"), error },
  { httpApiStatus: 403, description: "Who asks may not. Decided before the body is read." }
) {
  override get message(): string {
    return this.error
  }
}

/** 404: no session of this tmux server has that name or id. */
export class UnknownSession extends Schema.Error<UnknownSession>("UnknownSession")(
  {
    _tag: Schema.tagDefaultOmit("UnknownSession"),
    error: Schema.Literal("unknown session").annotate({ description: "What is wrong." }),
    session: Schema.String.annotate({ description: "The session that was asked for." })
  },
  { httpApiStatus: 404, description: "No such session on this tmux server." }
) {
  override get message(): string {
    return `unknown session: ${this.session}`
  }
}

/** 404: the pane has no agent, or there is no such pane. */
export class UnknownAgent extends Schema.Error<UnknownAgent>("UnknownAgent")(
  {
    _tag: Schema.tagDefaultOmit("UnknownAgent"),
    error: Schema.Literal("no agent there").annotate({ description: "What is wrong." }),
    target: Schema.String.annotate({ description: "The pane that was asked for." })
  },
  { httpApiStatus: 404, description: "No agent is known in that pane." }
) {
  override get message(): string {
    return `no agent there: ${this.target}`
  }
}

/** 409: the command was understood and could not be done. */
export class NotDone extends Schema.Error<NotDone>("NotDone")(
  { _tag: Schema.tagDefaultOmit("NotDone"), error },
  { httpApiStatus: 409, description: "The command could not be done." }
) {
  override get message(): string {
    return this.error
  }
}

/** 413: the body is larger than `maxBodyBytes`. */
export class TooLarge extends Schema.Error<TooLarge>("TooLarge")(
  { _tag: Schema.tagDefaultOmit("TooLarge"), error },
  { httpApiStatus: 413, description: "The body is larger than 64 KiB." }
) {
  override get message(): string {
    return this.error
  }
}

/** 415: the body says that it is not JSON. */
export class NotJson extends Schema.Error<NotJson>("NotJson")(
  { _tag: Schema.tagDefaultOmit("NotJson"), error },
  { httpApiStatus: 415, description: "The body is not `application/json` in UTF-8." }
) {
  override get message(): string {
    return this.error
  }
}

/** 429: more requests than any honest script sends. */
export class TooMany extends Schema.Error<TooMany>("TooMany")(
  { _tag: Schema.tagDefaultOmit("TooMany"), error },
  { httpApiStatus: 429, description: "Too many requests; `Retry-After` says when to come back." }
) {
  override get message(): string {
    return this.error
  }
}

/** The largest body, in bytes. */
export const maxBodyBytes = 64 * 1024
