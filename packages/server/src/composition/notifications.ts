/** The ways to tell people something: one line each. A notifier is a Layer, and this list is all that knows about it. */
import { BellNotifier } from "@opensessions/runtime/notifications/BellNotifier"
import { CommandNotifier } from "@opensessions/runtime/notifications/CommandNotifier"
import { DesktopNotifier } from "@opensessions/runtime/notifications/DesktopNotifier"
import { Notifications } from "@opensessions/runtime/notifications/Notifications"
import { Notifiers } from "@opensessions/runtime/notifications/Notifiers"
import { Layer } from "effect"

export const notifications = Notifications.layer.pipe(
  Layer.provideMerge(Layer.mergeAll(BellNotifier, CommandNotifier, DesktopNotifier)),
  Layer.provideMerge(Notifiers.layer)
)
