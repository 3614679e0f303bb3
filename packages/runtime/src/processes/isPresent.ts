/** Whether some process has this pid. */
export const isPresent = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    // Not ours to signal, but there.
    return (error as NodeJS.ErrnoException).code === "EPERM"
  }
}
