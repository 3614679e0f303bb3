/** OpenCode's plugin: passes on what tells the state of a session. It only listens. */
import { tell } from "../shared/inbox.js"

/** Gives what is to be told of each event; null where it says nothing new. */
export const openCodeReporter = (directory) => {
  const parents = new Map()
  const asking = new Map()
  const ended = new Set()
  const last = new Map()

  const rootOf = (session) => {
    const parent = parents.get(session)
    return parent === undefined ? session : rootOf(parent)
  }
  const openOf = (root) => [...asking.values()].filter((one) => one === root).length

  return ({ type, properties = {} }) => {
    const { sessionID } = properties
    if (type === "session.created" || type === "session.updated") {
      const { id, parentID } = properties.info ?? {}
      if (id !== undefined && parentID) parents.set(id, parentID)
      return null
    }
    if (sessionID === undefined) return null
    const root = rootOf(sessionID)
    const about = { type, sessionID: root, child: root !== sessionID, directory }
    switch (type) {
      case "session.status": {
        const status = properties.status?.type
        if (status !== "idle") ended.delete(sessionID)
        // An error is followed by `idle`, `idle` by another one, and work is told of again while it waits for an answer.
        const told = status === "idle" ? ended.has(sessionID) : openOf(root) > 0
        if (about.child || told || last.get(root) === status) return null
        last.set(root, status)
        return { ...about, status: { type: status } }
      }
      case "session.error": {
        const { name, data } = properties.error ?? {}
        ended.add(sessionID)
        last.delete(root)
        return about.child ? null : { ...about, error: { name, data: { statusCode: data?.statusCode } } }
      }
      case "permission.asked":
      case "permission.updated":
      case "question.asked":
        asking.set(properties.id, root)
        last.delete(root)
        return about
      case "permission.replied":
      case "question.replied":
      case "question.rejected":
        asking.delete(properties.requestID ?? properties.permissionID)
        last.delete(root)
        return { ...about, reply: properties.reply ?? properties.response, open: openOf(root) }
      default:
        return null
    }
  }
}

export const OpenSessions = async ({ directory }) => {
  const report = openCodeReporter(directory)
  return {
    event: async ({ event }) => {
      const told = report(event)
      if (told !== null) tell("opencode", told)
    }
  }
}
