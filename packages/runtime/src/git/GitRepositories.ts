/** The state of repositories, read when something below `.git` changed and never on a timer. */
import type { Git } from "@opensessions/protocol/State"
import { Context, type Stream } from "effect"

export class GitRepositories extends Context.Service<
  GitRepositories,
  {
    /** The repository of a directory now and after each change; null outside a repository. Equal roots share the work. */
    watch(directory: string): Stream.Stream<Git | null>
  }
>()("@opensessions/runtime/git/GitRepositories") {}
