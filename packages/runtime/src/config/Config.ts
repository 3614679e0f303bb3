/** The keys of `config.json` that this version knows, with their ranges and what they do. Unknown ones are kept in the file. */
import { SessionFilter } from "@opensessions/protocol/State"
import { Schema } from "effect"
import { InlineTheme, ThemeChoice } from "@opensessions/protocol/ThemeChoice"

const between = (minimum: number, maximum: number) =>
  Schema.Int.check(Schema.isBetween({ minimum, maximum }, { expected: `a whole number from ${minimum} to ${maximum}` }))

/** How one kind of event is announced: built-in ways, or the name of a notifier that a plugin brings. */
export const NotificationMode = Schema.Union([
  Schema.Literals(["off", "bell", "desktop", "command"]),
  Schema.NonEmptyString
])
export type NotificationMode = typeof NotificationMode.Type

const quietHours = Schema.String.check(
  Schema.isPattern(/^([01][0-9]|2[0-3]):[0-5][0-9]-([01][0-9]|2[0-3]):[0-5][0-9]$/u, {
    expected: 'a time such as "22:00-08:00"'
  })
)

/** One mode for everything, or one for each status. */
export const Notifications = Schema.Union([
  NotificationMode,
  Schema.Struct({
    waiting: Schema.optionalKey(NotificationMode),
    error: Schema.optionalKey(NotificationMode),
    stale: Schema.optionalKey(NotificationMode),
    interrupted: Schema.optionalKey(NotificationMode),
    done: Schema.optionalKey(NotificationMode),
    message: Schema.optionalKey(NotificationMode.annotate({ description: "What scripts say with `notify`." })),
    quiet: Schema.optionalKey(quietHours.annotate({ description: "No announcements between these times." })),
    command: Schema.optionalKey(
      Schema.NonEmptyArray(Schema.String).annotate({
        description: "Program and arguments for `command`; `{title}` and `{body}` stand for the texts."
      })
    )
  })
])
export type Notifications = typeof Notifications.Type

/** All keys are optional. The default in the annotation is what holds without the key. */
export const Config = Schema.Struct({
  $schema: Schema.optionalKey(Schema.String.annotate({ description: "Where this schema is, for editors." })),
  theme: Schema.optionalKey(
    ThemeChoice.annotate({ description: "A theme by name, or one of your own.", default: "catppuccin-mocha" })
  ),
  darkTheme: Schema.optionalKey(
    ThemeChoice.annotate({ description: "The theme while the terminal is dark; goes before `theme`." })
  ),
  lightTheme: Schema.optionalKey(
    ThemeChoice.annotate({ description: "The theme while the terminal is light; goes before `theme`." })
  ),
  customTheme: Schema.optionalKey(
    InlineTheme.annotate({
      description: "A theme of your own that another one was chosen instead of; the picker has it as `custom`."
    })
  ),
  sidebarWidth: Schema.optionalKey(between(20, 80).annotate({ description: "Columns of the sidebar.", default: 26 })),
  sidebarPosition: Schema.optionalKey(
    Schema.Literals(["left", "right"]).annotate({ description: "The edge it stands at.", default: "left" })
  ),
  detailPanelHeight: Schema.optionalKey(
    between(4, 60).annotate({ description: "Rows of the panel with the agents of a session.", default: 10 })
  ),
  sessionFilter: Schema.optionalKey(
    SessionFilter.annotate({
      description: "Which sessions are shown: all, those with an agent, those whose agent works or waits.",
      default: "all"
    })
  ),
  agentPanelScope: Schema.optionalKey(
    Schema.Literals(["current", "all"]).annotate({
      description: "Whose agents the panel shows: of the selected session, or of all.",
      default: "current"
    })
  ),
  density: Schema.optionalKey(
    Schema.Literals(["auto", "comfortable", "normal", "compact"]).annotate({
      description: "Rows that a session takes; `auto` follows the height of the pane.",
      default: "auto"
    })
  ),
  sort: Schema.optionalKey(
    Schema.Literals(["order", "attention", "activity"]).annotate({
      description: "Your own order, most urgent first, or most recently active first.",
      default: "order"
    })
  ),
  port: Schema.optionalKey(
    between(1, 65535).annotate({
      description: "TCP port on 127.0.0.1. Without it: 7391 for the socket `default`, else 22000 and the socket's key."
    })
  ),
  mux: Schema.optionalKey(
    Schema.NonEmptyString.annotate({
      description:
        "Where new sessions are made: in `tmux`, or in a multiplexer that a plugin brings, by its name. Those of all are shown.",
      default: "tmux"
    })
  ),
  plugins: Schema.optionalKey(
    Schema.Array(Schema.NonEmptyString).annotate({
      description: "Paths of modules, or names of packages.",
      default: []
    })
  ),
  keys: Schema.optionalKey(
    Schema.Record(Schema.String, Schema.String).annotate({
      description: 'Sidebar key → action, such as {"d": "hide"}.',
      default: {}
    })
  ),
  lonelySidebar: Schema.optionalKey(
    Schema.Literals(["close", "shell"]).annotate({
      description: "What happens when the last other pane of a window goes: its window closes, or it gets a shell.",
      default: "close"
    })
  ),
  notifications: Schema.optionalKey(
    Notifications.annotate({ description: "How you are told that an agent needs you.", default: "off" })
  ),
  spinner: Schema.optionalKey(
    Schema.Literals(["on", "off"]).annotate({ description: "Whether working agents are animated.", default: "on" })
  )
})
export type Config = typeof Config.Type
