import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import { literalFormat } from "../../src/tmux/literalFormat.ts"
import { quoteCommand, quoteWord } from "../../src/tmux/quoteCommand.ts"

describe("quoting", () => {
  it.each([
    ["plain", "kill-pane", "kill-pane"],
    ["ids", "@7", "@7"],
    ["a word that could begin a condition", "%if", '"%if"'],
    ["nothing", "", '""'],
    ["a space", "a b", '"a b"'],
    ["a semicolon", ";", '";"'],
    ["a brace", "{ kill-server }", '"{ kill-server }"'],
    ["a comment", "# no", '"# no"'],
    ["quotes and backslashes", `'"\\`, `"'\\"\\\\"`],
    ["a variable", "$HOME", '"\\$HOME"'],
    ["a home directory", "~/x", '"\\~/x"'],
    ["a newline, which would end the line", "a\nkill-server", '"a\\012kill-server"'],
    ["an assignment", "=x", '"=x"'],
    ["letters of any script", "тест🌙", '"тест🌙"'],
    ["a control character of two bytes", "\u0085", '"\\302\\205"'],
    ["NUL, which no word can hold", "a\0b", '"ab"']
  ])("%s", (_what, word, quoted) => assert.strictEqual(quoteWord(word), quoted))

  it("puts spaces between words", () => {
    assert.strictEqual(quoteCommand(["rename-session", "-t", "$1", "a; b"]), 'rename-session -t "\\$1" "a; b"')
  })

  it.prop("never leaves a newline or an open quote", [Schema.Array(Schema.String)], ([words]) => {
    const line = quoteCommand(words)
    assert.notMatch(line, /[\n\r\0]/)
    const bare = line.replaceAll(/"(?:[^"\\]|\\[^])*"/g, "")
    assert.notMatch(bare, /["'\\;{}#$~\s]{1}(?! )(?<! )/)
  })
})

describe("a literal in a format", () => {
  it.each([
    ["nothing to do", "plain", "plain"],
    ["a format", "#{pane_id}", "##{pane_id}"],
    ["a command", "#(reboot)", "##(reboot)"],
    ["two", "##", "####"],
    ["a style, which tmux leaves alone", "#[fg=red]", "#[fg=red]"]
  ])("%s", (_what, text, literal) => assert.strictEqual(literalFormat(text), literal))
})
