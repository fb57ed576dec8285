export interface HeardMembers {
  /** Somebody said something in a room. */
  heard(room: string, account: string): void
  /** The rooms in which somebody was heard. */
  rooms(): string[]
  /**
   * Takes what the host says of who is in a room, and returns who has left it: whoever was heard there and is missing for
   * the second time in a row, for such a list is not always whole. They are told once.
   */
  compare(room: string, present: string[]): string[]
}

/** Who was heard in which room, and has not been missing since. */
export function createHeardMembers(): HeardMembers {
  const rooms = new Map<string, Map<string, { isMissing: boolean }>>()
  return {
    heard(room, account) {
      const members = rooms.get(room) ?? new Map<string, { isMissing: boolean }>()
      rooms.set(room, members.set(account, { isMissing: false }))
    },
    rooms: () => [...rooms.keys()],
    compare(room, present) {
      const members = rooms.get(room) ?? new Map<string, { isMissing: boolean }>()
      const listed = new Set(present)
      const left: string[] = []
      for (const [account, member] of members) {
        if (!listed.has(account) && member.isMissing) left.push(account)
        member.isMissing = !listed.has(account)
      }
      for (const account of left) members.delete(account)
      return left
    },
  }
}
