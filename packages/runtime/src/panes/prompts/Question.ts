/** A question as one of the readers finds it on a screen. */
import type { AgentPrompt } from "@opensessions/protocol/AgentPrompt"

/** All but its name, which comes from what it says. */
export type Question = Omit<AgentPrompt, "id">

/** Reads a screen, whose lines may hold colours; null where it does not show the kind of question that this one knows. */
export type QuestionReader = (plain: ReadonlyArray<string>, coloured: ReadonlyArray<string>) => Question | null
