/** Amp's plugin: passes on when a thread begins to work and how that ended. It never answers a tool call: it only listens. */
import { tell } from "../shared/inbox.js"

/** What is to be told of an event. */
export const ampReport = (type, event) => ({
  type,
  threadId: event?.thread?.id,
  status: type === "agent.end" ? event?.status : undefined,
  message: type === "agent.start" && typeof event?.message === "string" ? event.message.slice(0, 2000) : undefined,
  cwd: process.cwd()
})

export const listen = (amp) => {
  for (const type of ["session.start", "tool.result", "agent.end"]) {
    amp.on(type, (event) => {
      tell("amp", ampReport(type, event))
    })
  }
  // This one is expected to answer; nothing is to be added to the prompt.
  amp.on("agent.start", (event) => {
    tell("amp", ampReport("agent.start", event))
    return {}
  })
}
