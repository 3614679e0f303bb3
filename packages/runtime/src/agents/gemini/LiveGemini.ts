/** A process of Gemini CLI with its chat's file, as far as it is known, and what its title and its screen say. */
import type { TailPosition } from "../../files/TailRead.ts"
import type { AgentProcess } from "../AgentProcess.ts"
import type { ScreenState } from "../screenRules.ts"
import type { Chat } from "./chatState.ts"
import type { TitleState } from "./title.ts"

export interface LiveGemini {
  readonly process: AgentProcess
  readonly startedAt: number
  /** Its own directory, and the one with its chats. */
  readonly home: string | null
  folder: string | null
  path: string | null
  position: TailPosition | null
  chat: Chat | null
  title: { readonly state: TitleState | null; readonly at: number }
  screen: { readonly state: ScreenState; readonly at: number } | null
}

export const newLiveGemini = (process: AgentProcess, home: string | null): LiveGemini => ({
  process,
  startedAt: process.startedAt,
  home,
  folder: null,
  path: null,
  position: null,
  chat: null,
  title: { state: null, at: 0 },
  screen: null
})

/** Whether the title tells the state; where it does not, the screen has to. */
export const titleTells = ({ title: { state } }: LiveGemini): boolean => state !== null && state !== "plain"
