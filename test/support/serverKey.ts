/** The key of a tmux socket, as the contract gives it; written here once more so that the product is held to it. */
export const serverKey = (socket: string): number => {
  let key = 0
  let index = 0
  for (const character of socket) key = (key + character.codePointAt(0)! * ++index) % 20_000
  return key
}
