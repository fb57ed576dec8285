/**
 * Does together what comes within `ms` of each other, where doing many costs hardly more than doing one. Resolves when
 * the run that an item was in has ended, and throws what that run throws.
 */
export function createBatch<T>(run: (items: T[]) => Promise<void>, ms: number): (item: T) => Promise<void> {
  let next: { items: T[]; done: Promise<void> } | undefined

  function begin(): { items: T[]; done: Promise<void> } {
    const items: T[] = []
    const done = new Promise<void>((resolve, reject) => {
      setTimeout(() => {
        next = undefined
        run(items).then(resolve, reject)
      }, ms)
    })
    return { items, done }
  }

  return (item) => {
    next ??= begin()
    next.items.push(item)
    return next.done
  }
}
