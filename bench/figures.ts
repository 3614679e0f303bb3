/** What the benchmark measures and how it prints: each figure with median, p95 and its budget. */

/** One measured thing. `p95` equals `median` where it was measured once. */
export interface Figure {
  readonly name: string
  readonly unit: "ms" | "MB" | "%" | "count" | "bytes" | "×"
  readonly samples: ReadonlyArray<number>
  /** What it should not exceed; `on` says which statistic the budget is about. */
  readonly budget: { readonly on: "median" | "p95"; readonly limit: number } | null
  readonly note?: string
}

const quantile = (samples: ReadonlyArray<number>, q: number): number => {
  const sorted = [...samples].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(q * sorted.length) - 1)] ?? Number.NaN
}

export const median = (samples: ReadonlyArray<number>): number => quantile(samples, 0.5)
export const p95 = (samples: ReadonlyArray<number>): number => quantile(samples, 0.95)

/** Whether the figure keeps its budget; null where it has none. */
export const keepsBudget = (figure: Figure): boolean | null => {
  if (figure.budget === null) return null
  const value = figure.budget.on === "median" ? median(figure.samples) : p95(figure.samples)
  return value <= figure.budget.limit
}

const shown = (n: number): string =>
  Math.abs(n) >= 100 ? n.toFixed(0) : Math.abs(n) >= 10 ? n.toFixed(1) : n.toFixed(2)

const row = (figure: Figure): ReadonlyArray<string> => {
  const kept = keepsBudget(figure)
  return [
    figure.name,
    String(figure.samples.length),
    `${shown(median(figure.samples))} ${figure.unit}`,
    `${shown(p95(figure.samples))} ${figure.unit}`,
    figure.budget === null ? "" : `${figure.budget.on} ≤ ${figure.budget.limit} ${figure.unit}`,
    kept === null ? "" : kept ? "ok" : "OVER",
    figure.note ?? ""
  ]
}

/** A table for people. */
export const table = (figures: ReadonlyArray<Figure>): string => {
  const rows = [["what", "n", "median", "p95", "budget", "", "note"], ...figures.map(row)]
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((r) => (r[column] ?? "").length)))
  return rows
    .map((r) =>
      r
        .map((text, i) => text.padEnd(widths[i] ?? 0))
        .join("  ")
        .trimEnd()
    )
    .join("\n")
}

/** The same for programs. */
export const json = (figures: ReadonlyArray<Figure>): string =>
  JSON.stringify(
    figures.map((f) => ({ ...f, median: median(f.samples), p95: p95(f.samples), keepsBudget: keepsBudget(f) })),
    null,
    1
  )
