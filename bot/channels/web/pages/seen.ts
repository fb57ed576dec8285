/**
 * How far a talk has been seen: the highest seq such that nothing up to it lies below what the person has had on the
 * screen. `seqs` are the messages' in the order they are shown, `lastVisible` the index of the lowest one that has come
 * into view (-1 for none), `cursor` the last seq of the talk.
 */
export function seenUpTo(seqs: number[], lastVisible: number, cursor: number): number {
  const below = seqs.slice(lastVisible + 1)
  return below.length === 0 ? cursor : Math.max(0, Math.min(cursor, Math.min(...below) - 1))
}
