/** Where a modal's answers come from: the daemon itself, RPC in the standalone sidebar. */
import type { Lookup, LookupAnswer } from "@opensessions/protocol/Lookup"
import { Context, Stream } from "effect"

/** The answer now, then each change, for as long as the stream is read. Without one, nothing is answered. */
export const LookupSource = Context.Reference<{ follow(lookup: Lookup): Stream.Stream<LookupAnswer> }>(
  "@opensessions/sidebar/services/LookupSource",
  { defaultValue: () => ({ follow: () => Stream.empty }) }
)
