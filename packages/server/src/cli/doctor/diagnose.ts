/** Everything that `doctor` looks at, in the order in which it matters. */
import { Places } from "@opensessions/runtime/config/Places"
import { Effect } from "effect"
import { checkBuild } from "./checkBuild.ts"
import { checkConfig } from "./checkConfig.ts"
import { checkDaemon } from "./checkDaemon.ts"
import { checkFileWatches } from "./checkFileWatches.ts"
import { checkIntegrations } from "./checkIntegrations.ts"
import { checkKeys } from "./checkKeys.ts"
import { checkPlaces } from "./checkPlaces.ts"
import { checkProgram } from "./checkProgram.ts"
import { checkTmux } from "./checkTmux.ts"
import { checkWatchers } from "./checkWatchers.ts"

export const diagnose = Effect.gen(function* () {
  const places = yield* Places
  return [
    ...(yield* checkProgram(places.installation)),
    ...(yield* checkTmux(places.installation)),
    ...(yield* checkDaemon(places)),
    ...(yield* checkBuild(places.installation)),
    ...(yield* checkWatchers),
    ...(yield* checkFileWatches),
    ...(yield* checkIntegrations),
    ...(yield* checkPlaces(places)),
    yield* checkConfig(places.configDirectory),
    ...(yield* checkKeys(places.configDirectory))
  ]
})
