/** Where Gemini CLI keeps the chats of a directory. */
import { join } from "node:path"
import { objectAt, parseObject, stringAt } from "../../files/jsonFields.ts"

/** Its own directory. */
export const geminiHome = (environment: (name: string) => string | null): string | null => {
  const home = environment("GEMINI_CLI_HOME") ?? environment("HOME")
  return home === null || home === "" ? null : join(home, ".gemini")
}

/** The file that gives each directory a short name. */
export const projectsFile = (home: string): string => join(home, "projects.json")

/** The folder with the chats of a directory; null where it has no name yet. */
export const chatFolder = (home: string, projects: string, directory: string): string | null => {
  const name = stringAt(objectAt(parseObject(projects), "projects"), directory)
  // The name comes from a file: it must not lead out of the folder.
  return name === null || !/^[^/\\]{1,200}$/.test(name) || name.startsWith(".")
    ? null
    : join(home, "tmp", name, "chats")
}

/** Whether a file of that folder is a chat. */
export const isChatFile = (name: string): boolean => /^session-[\w.-]+\.jsonl$/.test(name)
