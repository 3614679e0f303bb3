/** Which plugins there are: files in `plugins/`, and what the configuration names. */
import { Effect } from "effect"
import { readdirSync, statSync } from "node:fs"
import { homedir } from "node:os"
import { basename, dirname, isAbsolute, join, resolve } from "node:path"
import { pathToFileURL } from "node:url"

export interface PluginSource {
  /** What it is called where people are told about it. */
  readonly name: string
  /** What is imported: a `file:` URL, or a package's name. */
  readonly specifier: string
  /** Its file; null for a package. */
  readonly file: string | null
  /** Another one after each change of the file. */
  readonly stamp: string
  /** Why it must not be loaded. */
  readonly refused: string | null
}

const isPluginFile = (name: string): boolean => /^[^.].*\.m?[jt]s$/u.test(name) && !/\.(d|test)\.m?[jt]s$/u.test(name)

/** What others can write runs nothing here. */
const unsafe = (path: string): string | null => {
  const { mode, uid } = statSync(path)
  if (uid !== 0 && uid !== process.geteuid?.()) return `${path} belongs to another user`
  return (mode & 0o002) === 0 ? null : `${path} can be written by everybody`
}

const fileSource = (file: string): PluginSource => {
  const common = { name: basename(file).replace(/\.m?[jt]s$/u, ""), specifier: pathToFileURL(file).href, file }
  try {
    const { ino, mtimeMs, size } = statSync(file)
    return { ...common, stamp: `${ino} ${mtimeMs} ${size}`, refused: unsafe(file) ?? unsafe(dirname(file)) }
  } catch {
    return { ...common, stamp: "", refused: `${file} is not there` }
  }
}

/** A path begins with `/`, `./`, `../` or `~/`; all else is a package's name. */
export const configuredFile = (word: string, configDirectory: string, home: string): string | null => {
  if (word.startsWith("~/")) return join(home, word.slice(2))
  if (isAbsolute(word)) return word
  return /^\.\.?\//u.test(word) ? resolve(configDirectory, word) : null
}

const inDirectory = (directory: string): ReadonlyArray<string> => {
  try {
    return readdirSync(directory).filter(isPluginFile).sort()
  } catch {
    return []
  }
}

/** Each once, those of the directory first. */
export const pluginSources = (
  configDirectory: string,
  configured: ReadonlyArray<string>
): Effect.Effect<ReadonlyArray<PluginSource>> =>
  Effect.sync(() => {
    const directory = join(configDirectory, "plugins")
    const named = configured.map((word) => {
      const file = configuredFile(word, configDirectory, homedir())
      return file === null ? { name: word, specifier: word, file, stamp: "", refused: null } : fileSource(file)
    })
    const all = [...inDirectory(directory).map((name) => fileSource(join(directory, name))), ...named]
    return [...new Map(all.map((source) => [source.specifier, source])).values()]
  })
