/** Whether a version of tmux, such as `3.3a` or `next-3.7`, is a certain one or a later one. One that cannot be read is not. */
export const isAtLeast = (version: string, major: number, minor: number): boolean => {
  const [, first, second] = /(\d+)\.(\d+)/.exec(version) ?? []
  if (first === undefined || second === undefined) return false
  return Number(first) > major || (Number(first) === major && Number(second) >= minor)
}
