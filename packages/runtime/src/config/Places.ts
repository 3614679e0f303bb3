/** Where this daemon listens and writes (CONTRACT 2). */
import { Config, Context, Effect, Layer } from "effect"
import { existsSync, lstatSync, realpathSync } from "node:fs"
import { homedir } from "node:os"
import { dirname } from "node:path"
import { placesOf } from "./placesOf.ts"
import type { DaemonPlaces } from "./DaemonPlaces.ts"

const variable = (name: string) =>
  Config.String(name).pipe(
    Config.withDefault(""),
    Config.map((text) => (text === "" ? null : text))
  )

const environment = Config.all({
  home: variable("HOME"),
  tmux: variable("TMUX"),
  tmuxTmpdir: variable("TMUX_TMPDIR"),
  xdgRuntimeDir: variable("XDG_RUNTIME_DIR"),
  xdgConfigHome: variable("XDG_CONFIG_HOME"),
  xdgStateHome: variable("XDG_STATE_HOME"),
  serverKey: variable("OPENSESSIONS_SERVER_KEY"),
  installation: variable("OPENSESSIONS_DIR")
})

const ownUid = (): number => process.getuid?.() ?? 0

const realPath = (path: string): string | null => {
  try {
    return realpathSync(path)
  } catch {
    return null
  }
}

const isOwnDirectory = (path: string): boolean => {
  try {
    const stat = lstatSync(path)
    return stat.isDirectory() && stat.uid === ownUid()
  } catch {
    return false
  }
}

/** The nearest directory above this file that has the launcher: the clone, from source and from the bundle alike. */
const foundInstallation = (): string => {
  let directory = import.meta.dirname
  while (dirname(directory) !== directory && !existsSync(`${directory}/bin/opensessions`))
    directory = dirname(directory)
  return directory
}

export class Places extends Context.Service<Places, DaemonPlaces>()("@opensessions/runtime/config/Places") {
  /** From the environment; `socket` names the tmux server where the caller knows it better than `$TMUX`. */
  static readonly layerFor = (options: { readonly socket: string | null }) =>
    Layer.effect(
      Places,
      Effect.map(Effect.orDie(environment), (found) =>
        placesOf({
          ...found,
          uid: ownUid(),
          socket: options.socket,
          home: found.home ?? homedir(),
          installation: found.installation ?? foundInstallation(),
          realPath,
          isOwnDirectory
        })
      )
    )

  static readonly layer = Places.layerFor({ socket: null })
}
