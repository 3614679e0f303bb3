/** The version of the RPC protocol: said by the client with each request, checked by the daemon before anything else. */
import { Schema } from "effect"
import { RpcMiddleware } from "effect/rpc"

/** Rises with every change that a client of before would misunderstand. */
export const protocolVersion = 1

/** The header of an RPC request that carries it. */
export const protocolHeader = "opensessions-protocol"

/** The other side speaks another version; trying again helps as little as guessing would. */
export class ProtocolRefused extends Schema.TaggedError<ProtocolRefused>()("ProtocolRefused", {
  /** What the daemon speaks. */
  daemon: Schema.Int,
  /** What was said; null for what is no number. */
  client: Schema.NullOr(Schema.Int)
}) {
  override get message(): string {
    const client = this.client === null ? "no version of the protocol" : `version ${this.client} of the protocol`
    return `the daemon speaks version ${this.daemon}, this program ${client}; run: opensessions restart`
  }
}

/** Stands before every RPC. A client without it does not type-check. */
export class ProtocolVersion extends RpcMiddleware.Service<ProtocolVersion>()(
  "@opensessions/protocol/rpc/ProtocolVersion",
  { error: ProtocolRefused, requiredForClient: true }
) {}
