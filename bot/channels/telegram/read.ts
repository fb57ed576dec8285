import type { Incoming } from '../../message.ts'

/** The bot itself. */
export interface Me {
  id: number
  username: string
}

/** What an update says, and what else is to be done about it. */
export interface Read {
  incoming: Incoming[]
  /** The id of a press on a button, which is to be answered. */
  press?: string
  /** A group is known by another id from now on. */
  moved?: { from: string; to: string }
}

export const nothing: Read = { incoming: [] }
