/** A program that asks as agents do whose answers are chosen by arrows: `buttons` beside each other, or a `list`. */
const [kind, manner] = process.argv.slice(2)

const answers = kind === "list" ? ["Yes", "No"] : ["Allow once", "Allow always", "Reject"]
let command = "make install"
let at = 0
let chosen = ""

const button = (label: string, isChosen: boolean): string =>
  isChosen ? `\u001b[30;48;5;215m ${label} \u001b[39;48;5;234m` : ` ${label} `

const bar = "\u001b[38;5;215;48;5;234m┃\u001b[39m"

const buttons = () => [
  `${bar}  △ Permission required`,
  `${bar}    # Shell command`,
  bar,
  `${bar}  $ ${command}`,
  bar,
  `${bar}  ${answers.map((label, index) => button(label, index === at)).join(" ")}      ⇆ select  enter confirm\u001b[0m`
]

const rule = "─".repeat(40)

const list = () => [
  rule,
  " Allow this command?",
  `   ${command}`,
  "",
  ...answers.map((label, index) => (index === at ? ` → ${label}` : `   ${label}`)),
  "",
  " ↑↓ navigate  enter select  escape cancel",
  rule
]

const draw = () => {
  const lines = chosen === "" ? (kind === "list" ? list() : buttons()) : [`chosen: ${chosen}`]
  process.stdout.write(`\u001b[0m\u001b[2J\u001b[H${lines.join("\r\n")}`)
}

const moved = (by: number) => {
  at = (at + by + answers.length) % answers.length
  if (manner === "changes") command = "rm -rf build"
}

const steps: Readonly<Record<string, number>> = { "\u001b[D": -1, "\u001b[A": -1, "\u001b[C": 1, "\u001b[B": 1 }

process.stdin.setRawMode(true)
process.stdin.on("data", (bytes: Buffer) => {
  const key = bytes.toString("utf8").replace("\u001bO", "\u001b[")
  if (key === "\u0003") process.exit(0)
  if (steps[key] !== undefined && manner !== "deaf") moved(steps[key])
  if (key === "\r") chosen = answers[at]!
  draw()
})
process.on("SIGHUP", () => process.exit(0))
draw()
