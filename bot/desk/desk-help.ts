import type { Room } from '../../prisma/generated/client.ts'
import { type Say, say } from '../text/sentences.ts'
import type { Hearing } from './turn.ts'

interface Place {
  /** Absent in private. */
  room?: Room | null | undefined
  hearing: Hearing
}

/** What works where it is said. */
export function deskHelp({ room, hearing }: Place): Say {
  if (!room) return say('deskHelp', { private: true })
  return say('deskHelp', {
    private: false,
    ...(hearing.hearsNamedOnly && { namedOnly: true }),
    ...(hearing.tellsDepartures && { tellsDepartures: true }),
  })
}

/** Asks which ticket is meant, and tells how to say it there. */
export function whichTicket({ room, hearing }: Place): Say {
  return say('whichTicket', { ...(room && hearing.hearsNamedOnly && { namedOnly: true }) })
}
