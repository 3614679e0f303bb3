/** `bin/opensessions` before it can run anything: what it installs, and what it says when something is missing. */
import { assert, describe, it } from "@effect/vitest"
import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { runProgram } from "../support/runProgram.ts"
import { install, type Installation, makeInstallation } from "./support/installation.ts"
import { tools } from "./support/tools.ts"

/** An npm that puts the right Node there, and a build script that this Node runs. */
const npm = `#!/bin/sh
echo "$PWD: $*" >>"$CALLS"
mkdir -p node_modules/.bin node_modules/effect
ln -sf "$NODE" node_modules/.bin/node
echo '{}' >node_modules/.package-lock.json
`
const buildScript = `
import { appendFileSync, mkdirSync, writeFileSync } from "node:fs"
appendFileSync(process.env.CALLS, "build\\n")
const dist = import.meta.dirname + "/dist/"
mkdirSync(dist, { recursive: true })
writeFileSync(dist + "main.mjs", "")
writeFileSync(dist + "cli.mjs", "console.log('cli', ...process.argv.slice(2))")
writeFileSync(dist + "build.json", "{}")
`

const fresh = (name = "opensessions"): Installation => {
  const made = makeInstallation({ installed: false, name })
  writeFileSync(join(made.root, "build.ts"), buildScript)
  return made
}

const run = (made: Installation, path: string, words: ReadonlyArray<string>, env: Record<string, string> = {}) =>
  runProgram(made.launcher, words, {
    cwd: made.directory,
    env: {
      PATH: path,
      HOME: join(made.directory, "home"),
      TMUX_TMPDIR: made.directory,
      CALLS: join(made.directory, "calls"),
      NODE: process.execPath,
      ...env
    }
  })

const calls = (made: Installation): ReadonlyArray<string> => {
  const file = join(made.directory, "calls")
  return existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : []
}

const fakeTmux = (version: string): string => `#!/bin/sh\n[ "$1" = -V ] && echo "tmux ${version}"\nexit 1\n`

describe("the first run", () => {
  it("installs what is missing, builds once, and then runs the command, with progress on stderr", async () => {
    using made = fresh("my clone")
    const path = tools(made.directory, { scripts: { npm } })
    const first = await run(made, path, ["ls"])
    assert.deepStrictEqual([first.status, first.stdout], [0, "cli ls\n"])
    assert.match(first.stderr, /installing \(once, about 20 s\)…\n.*building…/)
    const [installed, built] = calls(made)
    assert.match(installed!, /my clone: install .*--omit=dev --ignore-scripts/)
    assert.strictEqual(built, "build")

    const second = await run(made, path, ["ls", "--json"])
    assert.deepStrictEqual([second.stdout, second.stderr], ["cli ls --json\n", ""])
    assert.lengthOf(calls(made), 2)
  })

  it("keeps a developer's tools", async () => {
    using made = fresh()
    mkdirSync(join(made.root, "node_modules", "vitest"), { recursive: true })
    await run(made, tools(made.directory, { scripts: { npm } }), ["ls"])
    assert.notMatch(calls(made)[0]!, /--omit=dev/)
  })

  it("builds again after an update of the clone, and when a developer asks for it", async () => {
    using made = fresh()
    const path = tools(made.directory, { scripts: { npm } })
    await run(made, path, ["ls"])
    mkdirSync(join(made.root, ".git", "logs"), { recursive: true })
    writeFileSync(join(made.root, ".git", "logs", "HEAD"), "moved")
    utimesSync(join(made.root, ".git", "logs", "HEAD"), new Date(), new Date(Date.now() + 60_000))
    await run(made, path, ["ls"])
    assert.deepStrictEqual(calls(made).slice(1), ["build", "build"])
    utimesSync(join(made.root, ".git", "logs", "HEAD"), 1_000_000, 1_000_000)
    await run(made, path, ["ls"])
    await run(made, path, ["ls"], { OPENSESSIONS_REBUILD: "1" })
    assert.deepStrictEqual(calls(made).slice(3), ["build"])
  })

  it("installs once when several run it at the same time (S44)", async () => {
    using made = fresh()
    const slow = npm.replace("mkdir", "sleep 0.5\nmkdir")
    const path = tools(made.directory, { scripts: { npm: slow } })
    const runs = await Promise.all([1, 2, 3, 4].map((n) => run(made, path, ["ls", String(n)])))
    assert.deepStrictEqual(
      runs.map(({ status, stdout }) => [status, stdout]),
      [1, 2, 3, 4].map((n) => [0, `cli ls ${n}\n`])
    )
    assert.lengthOf(calls(made), 2)
  })

  it("waits for no lock that is given back in the moment when it can't be had", async () => {
    using made = fresh()
    const path = tools(made.directory, { scripts: { npm } })
    const first = join(made.directory, "first")
    mkdirSync(first)
    const late = `#!/bin/sh
case $1 in *install.lock) [ -e "$0.done" ] || { : >"$0.done"; exit 1; } ;; esac
PATH=${path} exec mkdir "$@"
`
    writeFileSync(join(first, "mkdir"), late, { mode: 0o755 })
    const ended = await run(made, `${first}:${path}`, ["ls"])
    assert.deepStrictEqual([ended.status, ended.stdout], [0, "cli ls\n"])
    assert.isTrue(existsSync(join(first, "mkdir.done")))
  })

  it("takes over from an install that was killed, whether or not it had named itself", async () => {
    using made = fresh()
    const path = tools(made.directory, { scripts: { npm } })
    mkdirSync(join(made.root, ".build", "install.lock"), { recursive: true })
    writeFileSync(join(made.root, ".build", "install.lock", "owner"), "999999999 Thu Jan  1 00:00:00 1970\n")
    const ended = await run(made, path, ["ls"])
    assert.deepStrictEqual([ended.status, ended.stdout], [0, "cli ls\n"])
    assert.isFalse(existsSync(join(made.root, ".build", "install.lock")))
  })
})

describe("what is missing is one clear line and status 1", () => {
  const cases: ReadonlyArray<{
    readonly lacks: string
    readonly scripts: Readonly<Record<string, string>>
    readonly words: ReadonlyArray<string>
    readonly says: RegExp
  }> = [
    { lacks: "tmux", scripts: { npm }, words: ["toggle"], says: /tmux is not installed; opensessions needs tmux 3\.2/ },
    { lacks: "tmux", scripts: { npm }, words: [], says: /tmux is not installed/ },
    {
      lacks: "a newer tmux",
      scripts: { npm, tmux: fakeTmux("3.1c") },
      words: ["toggle"],
      says: /tmux 3\.1c is too old; opensessions needs tmux 3\.2/
    },
    { lacks: "npm", scripts: {}, words: ["ls"], says: /npm is not installed/ },
    {
      lacks: "a network",
      scripts: { npm: "#!/bin/sh\necho 'npm error code ENOTFOUND' >&2\nexit 1\n" },
      words: ["ls"],
      says: /can't reach its registry \(no network\?\).*install\.log/
    },
    {
      lacks: "a working npm",
      scripts: { npm: "#!/bin/sh\necho 'npm error code EINTEGRITY' >&2\nexit 1\n" },
      words: ["ls"],
      says: /npm install failed; see .*install\.log/
    }
  ]
  for (const { lacks, says, scripts, words } of cases) {
    it(`${lacks}: opensessions ${words.join(" ")}`, async () => {
      using made = fresh()
      const ended = await run(made, tools(made.directory, { scripts }), words)
      assert.strictEqual(ended.status, 1)
      const last = ended.stderr.trim().split("\n").at(-1)!
      assert.match(last, /^opensessions: /)
      assert.match(last, says)
      assert.isFalse(existsSync(join(made.root, ".build", "install.lock")))
    })
  }

  it("versions that are new enough are not refused, numbered or not", async () => {
    for (const version of ["3.2", "3.2a", "3.10", "4.0", "next-3.6", "master"]) {
      using made = makeInstallation()
      const ended = await run(made, tools(made.directory, { scripts: { tmux: fakeTmux(version) } }), ["toggle"])
      assert.match(ended.stderr, /no tmux server runs here/, version)
      assert.strictEqual(ended.status, 3)
    }
  })

  it("a clone that can't be written to", async () => {
    using made = fresh()
    const path = tools(made.directory, { with: ["setpriv"], scripts: { npm } })
    chmodSync(made.directory, 0o755)
    chmodSync(made.root, 0o555)
    // Root may write everywhere.
    const nobody = process.getuid?.() === 0 ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : []
    const [program = "", ...words] = [...nobody, made.launcher, "ls"]
    const ended = await runProgram(program, words, { cwd: "/", env: { PATH: path } })
    chmodSync(made.root, 0o755)
    assert.strictEqual(ended.status, 1)
    assert.match(ended.stderr, /^opensessions: .* can't be written to and is not installed yet.*\n$/)
  })
})

describe("where it is run from", () => {
  it("works through chains of links, relative ones too, from any directory and through PATH", async () => {
    using made = makeInstallation({ name: "a clone 'with' \"quotes\" & spaces" })
    const path = tools(made.directory)
    const links = join(made.directory, "links")
    mkdirSync(links)
    symlinkSync(join("..", "a clone 'with' \"quotes\" & spaces", "bin", "opensessions"), join(links, "relative"))
    symlinkSync("relative", join(links, "opensessions"))
    symlinkSync(made.launcher, join(links, "absolute"))
    const env = { PATH: `${links}:${path}`, HOME: "" }
    for (const [program, cwd] of [
      [join(links, "opensessions"), "/"],
      [join(links, "absolute"), made.root],
      ["./opensessions", links],
      ["./bin/opensessions", made.root],
      ["opensessions", "/"],
      [made.launcher, "/"]
    ] as const) {
      const ended = await runProgram("/bin/sh", ["-c", 'exec "$0" "$@"', program, "ls", "a b"], { cwd, env })
      assert.deepStrictEqual(
        [ended.stderr, JSON.parse(ended.stdout || "{}").cli],
        ["", ["ls", "a b"]],
        `${program} in ${cwd}`
      )
    }
  })

  it("runs the Node that npm installed, whatever NODE_OPTIONS and PATH say", async () => {
    using made = makeInstallation()
    const path = tools(made.directory, { scripts: { node: "#!/bin/sh\necho wrong node\n" } })
    const ended = await run(made, path, ["ls"], { NODE_OPTIONS: "--no-such-option" })
    assert.strictEqual(JSON.parse(ended.stdout).node, process.version)
  })

  it("needs no variable at all", async () => {
    using made = makeInstallation()
    const ended = await runProgram("/usr/bin/env", ["-i", made.launcher, "ls"], { cwd: "/", env: {} })
    assert.deepStrictEqual(JSON.parse(ended.stdout).cli, ["ls"])
  })

  it("does nothing twice: an installation that is complete is not touched", () => {
    using made = makeInstallation({ installed: false })
    install(made.root)
    assert.isFalse(existsSync(join(made.root, ".build")))
  })
})
