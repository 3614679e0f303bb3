/** All that the daemons of a world have written down so far, as one text. */
import { existsSync, globSync } from "node:fs"
import { DatabaseSync } from "node:sqlite"
import type { TmuxWorld } from "./TmuxWorld.ts"

export const savedText = (t: TmuxWorld): string => {
  if (!existsSync(t.scratch.stateDirectory)) return ""
  const texts: Array<string> = []
  for (const file of globSync(`${t.scratch.stateDirectory}/**/*.{db,sqlite,sqlite3}`)) {
    const database = new DatabaseSync(file, { readOnly: true, timeout: 1_000 })
    try {
      for (const { name } of database.prepare("select name from sqlite_schema where type = 'table'").all())
        for (const row of database.prepare(`select * from "${String(name)}"`).all()) texts.push(JSON.stringify(row))
    } finally {
      database.close()
    }
  }
  return texts.join("\n")
}
