/** How a view follows the settings. */
import type { Model, ViewOptions } from "./model.ts"
import { densityFor } from "./view/density.ts"
import { listLines, scrolledToCursor } from "./view/viewport.ts"

/** The user changed a setting of the view. */
export const optionsChanged = (model: Model, options: ViewOptions): Model =>
  scrolledToCursor({
    ...model,
    options,
    density: options.density === "auto" ? densityFor(model.entries, listLines(model)) : options.density
  })
