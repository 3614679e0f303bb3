/** One change of a file or directory. */

export interface FileEvent {
  readonly path: string
  readonly kind: "create" | "update" | "delete"
}
