/** A directory that a new session may be made in. */
import { Schema } from "effect"

/** Why it is offered: used lately, a git repository, a directory of `SESSIONIZER_DIR`, or what completes a typed path. */
export const DirectoryKind = Schema.Literals(["recent", "repository", "directory", "path"])
export type DirectoryKind = typeof DirectoryKind.Type

export const Directory = Schema.Struct({ path: Schema.String, kind: DirectoryKind })
export type Directory = typeof Directory.Type
