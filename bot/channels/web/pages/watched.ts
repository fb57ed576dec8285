import { useEffect, useState } from 'preact/hooks'

/** A value that changes, and those who want to know. */
export interface Watched<T> {
  get(): T
  change(part: Partial<T>): void
  watch(look: (value: T) => void): () => void
}

export function createWatched<T extends object>(first: T): Watched<T> {
  let value = first
  const lookers = new Set<(value: T) => void>()
  return {
    get: () => value,
    change(part) {
      value = { ...value, ...part }
      for (const look of lookers) look(value)
    },
    watch(look) {
      lookers.add(look)
      return () => lookers.delete(look)
    },
  }
}

/** The value, and a new drawing whenever it changes. */
export function useWatched<T extends object>(watched: Watched<T>): T {
  const [value, setValue] = useState(watched.get())
  useEffect(() => {
    setValue(watched.get())
    return watched.watch(setValue)
  }, [watched])
  return value
}
