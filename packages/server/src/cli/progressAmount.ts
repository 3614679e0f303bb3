/** `3/10` or `40%` as the API takes it; null for anything else. Pure. */

export type ProgressAmount = { readonly current: number; readonly total: number } | { readonly percent: number }

export const parseProgress = (text: string): ProgressAmount | null => {
  const fraction = /^(\d+(?:\.\d+)?)\/(\d+(?:\.\d+)?)$/.exec(text.trim())
  if (fraction !== null) return { current: Number(fraction[1]), total: Number(fraction[2]) }
  const share = /^(\d+(?:\.\d+)?)%$/.exec(text.trim())
  if (share === null) return null
  const percent = Number(share[1]) / 100
  return percent <= 1 ? { percent } : null
}
