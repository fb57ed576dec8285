export type Empty = Record<string, never>
