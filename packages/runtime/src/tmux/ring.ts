/**
 * How hooks and key bindings reach us without a process.
 *
 * A ring appends its words to the global option `@opensessions-rung` and renames the window `ring` of `_os_stash` to
 * `ring`; control mode pushes `%window-renamed` for that even when nothing changed, and we read and empty the option. So
 * rings that come together cost one read, two equal ones both arrive, and no word is ever part of a command.
 *
 * A static binding (one that does not know whether a daemon runs) can use the same text and start one otherwise:
 *
 *     bind-key -T opensessions t if-shell -F -t =_os_stash: "#{&&:#{==:#{session_name},_os_stash},#{session_attached}}" {
 *       set-option -gF @opensessions-rung "#{=-4000:@opensessions-rung}toggle #{client_name} #{pane_id}|"
 *       run-shell -bC "rename-window -t =_os_stash:=ring ring"
 *     } { run-shell -b "… start the daemon …" }
 *
 * `if-shell -t` of a session that is not there is no error: tmux takes the current one, so its name is looked at.
 * `run-shell -bC` is needed in hooks: tmux keeps back the notifications of commands that a hook runs itself. It is
 * harmless in bindings.
 */
import { quoteWord } from "./quoteCommand.ts"
import { ringWindowName, stashTarget, whileAttached } from "./stash.ts"
import type { TmuxCommand } from "./TmuxError.ts"
import type { Ring } from "./Notification.ts"

/** Holds the rings that were not read yet. */
export const rungOption = "@opensessions-rung"

// A hook rings with about 15 letters; beyond this the oldest rings are lost and the first one that is left is cut.
const capacity = 4000

const encodeWord = (word: string): string =>
  word.includes("#{")
    ? word
    : word.replaceAll(/[^A-Za-z0-9_@%$/.:,+-]/gu, (character) =>
        [...new TextEncoder().encode(character)].map((byte) => `=${byte.toString(16).padStart(2, "0")}`).join("")
      )

const decodeWord = (word: string): string => {
  if (!/=[0-9a-f]{2}/.test(word)) return word
  const bytes = word
    .split(/(=[0-9a-f]{2})/)
    .flatMap((part) =>
      /^=[0-9a-f]{2}$/.test(part) ? [Number.parseInt(part.slice(1), 16)] : [...new TextEncoder().encode(part)]
    )
  return new TextDecoder().decode(Uint8Array.from(bytes))
}

/** The tmux commands that ring with these words. Words with `#{…}` are expanded by tmux: ids and ttys only, never names. */
export const ringText = (words: Ring): string => {
  const entry = `#{=-${capacity}:${rungOption}}${words.map(encodeWord).join(" ")}|`
  return (
    `set-option -gF ${rungOption} ${quoteWord(entry)} ; ` +
    `run-shell -bC ${quoteWord(`rename-window -t ${stashTarget}=${ringWindowName} ${ringWindowName}`)}`
  )
}

/** The same for a hook or binding that outlives a daemon: nothing happens, and nothing piles up, while none is attached. */
export const guardedRingText = (words: Ring): string => whileAttached(ringText(words))

/** Reads the rings. To be sent together with `emptyRings`, so that no ring comes between. */
export const readRings: TmuxCommand = ["show-options", "-gqv", rungOption]

/** Takes the rings away. */
export const emptyRings: TmuxCommand = ["set-option", "-gq", rungOption, ""]

/** The rings in the answer to `readRings`; `lost` when there had been more than fit. */
export const parseRings = (
  lines: ReadonlyArray<string>
): { readonly rings: ReadonlyArray<Ring>; readonly lost: boolean } => {
  const text = lines.join("\n")
  const lost = text.length > capacity
  const entries = text.split("|").slice(lost ? 1 : 0, -1)
  return { rings: entries.map((entry) => entry.split(" ").map(decodeWord)), lost }
}
