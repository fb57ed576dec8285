/** The last ids that were told, up to `most` of them. */
export function createRecentIds(most = 1000) {
  const ids = new Set<string>()
  return {
    /** Notes one. True when it was told before. */
    note(id: string): boolean {
      const isRepeat = ids.delete(id)
      ids.add(id)
      const [oldest] = ids
      if (ids.size > most && oldest !== undefined) ids.delete(oldest)
      return isRepeat
    },
  }
}
