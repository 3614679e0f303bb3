/** The global user option that says whether sidebars are shown: one truth, for scripts, and for the next daemon (S11). */
import type { TmuxCommand } from "../tmux/TmuxError.ts"

export const visibleOption = "@opensessions-visible"

export const publishVisible = (visible: boolean): TmuxCommand => [
  "set-option",
  "-g",
  visibleOption,
  visible ? "1" : "0"
]

export const withdrawVisible: TmuxCommand = ["set-option", "-gqu", visibleOption]
