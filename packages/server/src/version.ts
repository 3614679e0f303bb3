/** The version of this build, from the root `package.json`. */
import { readFileSync } from "node:fs"
import { Schema } from "effect"

const Manifest = Schema.fromJsonString(Schema.Struct({ version: Schema.String }))

/** Reads it from the installation; a clone without one is a broken installation, which is said by the launcher. */
export const versionOf = (installation: string): string =>
  Schema.decodeSync(Manifest)(readFileSync(`${installation}/package.json`, "utf8")).version
