/** A theme: `"theme": "paper"`. */
import type { Plugin } from "@opensessions/runtime/plugins/Plugin"
import { Themes } from "@opensessions/runtime/plugins/Themes"

export default Themes.add("paper", {
  extends: "catppuccin-latte",
  palette: {
    base: "#fbf9f2",
    mantle: "#f3f0e6",
    crust: "#e9e5d8",
    text: "#2b2a27",
    blue: "#1f5f99",
    green: "#3c7a2f",
    yellow: "#8f6200",
    red: "#b3261e",
    mauve: "#7b4bb0"
  },
  status: { waiting: "yellow" },
  icons: { waiting: "!" }
}) satisfies Plugin
