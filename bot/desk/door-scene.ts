import type { Work } from '../../domain/context.ts'
import type { Recipient } from '../../domain/outbox.ts'
import type { Account, Officer, Room } from '../../prisma/generated/client.ts'
import type { Incoming } from '../message.ts'
import { type Say, say } from '../text/sentences.ts'
import type { Hearing } from './turn.ts'

/** Something that may be about who is staff and which group is a staff room, within one transaction. */
export interface DoorScene {
  work: Work
  incoming: Incoming
  /** What the channel it came on can and cannot do. */
  hearing: Hearing
  /** Undefined for somebody whom the platform hides, and for a stranger in a group that is no staff room. */
  account: Account | undefined
  officer: Officer | undefined
  /** Undefined in private, null in a group that is no staff room. */
  room: Room | null | undefined
}

export interface DoorAnswer {
  says: Say[]
  /** Where it is said; undefined where we may not speak. */
  to: Recipient | undefined
  /** For the log: what was tried without effect. No ids, no words of people. */
  note?: string
}

/** Nothing is said, and nothing else is to be done about it. */
export function silence(note?: string): DoorAnswer {
  return { says: [], to: undefined, ...(note !== undefined && { note }) }
}

/** Said in a staff room. In any other group we may not speak: there it can only be noted. */
export function tellRoom(room: Room | null, said: Say, note: string): DoorAnswer {
  return room ? { says: [said], to: { room: room.id }, note } : silence(note)
}

/** A group's administrator can speak as the group: then the platform tells nobody who it was. */
export function refuseAnonymous(room: Room | null): DoorAnswer {
  return tellRoom(room, say('anonymousAdmin', {}), 'a command by an anonymous administrator')
}
