import type { Update } from 'grammy/types'
import type { ChannelHost } from '../../message.ts'
import type { ChannelLog } from '../channel-log.ts'
import type { Me, Read } from './read.ts'
import { readUnreadable, readUpdate } from './read-update.ts'

/** Stores updates; when it returns, they may be confirmed to Telegram. Throws when they could not be stored. */
export type Intake = (updates: Update[]) => Promise<void>

export interface IntakeParts {
  host: ChannelHost
  me: Me
  /** Buttons that were pressed, by the id of the press: to be answered once what they said is stored. */
  answerPresses(ids: string[]): void
  log: ChannelLog
  now(): Date
}

export function createIntake({ host, me, answerPresses, log, now }: IntakeParts): Intake {
  return async (updates) => {
    const reads = updates.map((update) => readSafely(update, me, now(), log))
    const moves = new Map(reads.flatMap(({ moved }) => (moved ? [[moved.from, moved.to]] : [])))
    for (const [from, to] of moves) await host.moved(from, to)
    const incoming = reads.flatMap((read) => read.incoming)
    if (incoming.length > 0) await host.receive(incoming)
    answerPresses(reads.flatMap(({ press }) => (press === undefined ? [] : [press])))
  }
}

/** One update that is not as we know them must not keep the others out. */
function readSafely(update: Update, me: Me, at: Date, log: ChannelLog): Read {
  try {
    return readUpdate(update, me, at)
  } catch (error) {
    log.error(
      { channel: 'telegram', code: error instanceof Error ? error.name : 'unknown' },
      'An update could not be read; that somebody sent it is kept',
    )
    return readUnreadable(update, at)
  }
}
