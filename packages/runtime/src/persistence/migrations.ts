/** The versions of our database, oldest first. A version that was released is never changed. */
export interface Migration {
  readonly version: number
  /** The oldest program version (its newest migration) that can use a database of this version without harm. */
  readonly minimumReader: number
  readonly statements: ReadonlyArray<string>
}

/** Marks the file as ours: "osse". */
export const applicationId = 0x6f73_7365

export const migrations: ReadonlyArray<Migration> = [
  {
    version: 1,
    minimumReader: 1,
    statements: [
      "CREATE TABLE compatibility (minimum_reader INTEGER NOT NULL) STRICT",
      // One row a value that can change alone, as JSON; `server` is the key of the tmux server.
      `CREATE TABLE remembered (
         server INTEGER NOT NULL,
         kind TEXT NOT NULL,
         id TEXT NOT NULL,
         value TEXT NOT NULL,
         PRIMARY KEY (server, kind, id)
       ) STRICT, WITHOUT ROWID`
    ]
  },
  {
    version: 2,
    minimumReader: 1,
    statements: [
      // One row a change of a thread's state; `status` is null where the thread has gone.
      `CREATE TABLE journal (
         id INTEGER PRIMARY KEY,
         server INTEGER NOT NULL,
         at INTEGER NOT NULL,
         session TEXT NOT NULL,
         session_id TEXT NOT NULL,
         agent TEXT NOT NULL,
         thread_id TEXT NOT NULL,
         thread_name TEXT,
         pane_id TEXT,
         status TEXT,
         reason TEXT
       ) STRICT`,
      "CREATE INDEX journal_at ON journal (server, at)",
      // Until when a daemon watched that ended in order: what its threads did later, nobody knows.
      "CREATE TABLE journal_end (server INTEGER PRIMARY KEY, at INTEGER NOT NULL) STRICT"
    ]
  }
]
