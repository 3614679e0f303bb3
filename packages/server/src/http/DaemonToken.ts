/** The secret that proves over TCP that a request is this user's: new at each start, published in `daemon.json`. */
import { Context, Layer, Redacted } from "effect"
import { createHash, randomBytes, timingSafeEqual } from "node:crypto"

const digest = (text: string): Buffer => createHash("sha256").update(text).digest()

const bearer = /^Bearer +([\w.~+/=-]+) *$/i

export class DaemonToken extends Context.Service<
  DaemonToken,
  {
    readonly value: Redacted.Redacted<string>
    /** Whether this `Authorization` header carries it. Takes as long for a wrong one as for the right one. */
    matches(authorization: string | undefined): boolean
  }
>()("@opensessions/server/http/DaemonToken") {
  static readonly layer = Layer.sync(DaemonToken, () => {
    const token = randomBytes(32).toString("hex")
    const expected = digest(token)
    return DaemonToken.of({
      value: Redacted.make(token),
      matches: (authorization) => {
        const given = bearer.exec(authorization ?? "")?.[1]
        return given !== undefined && timingSafeEqual(digest(given), expected)
      }
    })
  })
}
