import { randomUUID } from 'node:crypto'
import type { WSClient } from '@wecom/aibot-node-sdk'
import type { Outcome, Outgoing, Target } from '../../message.ts'
import { readFilesOf } from '../read-files.ts'
import { createSendsUnderWay } from '../sends-under-way.ts'
import { readAttachments } from './attachments.ts'
import { compose } from './compose.ts'
import { deliver } from './deliver.ts'
import type { Health } from './health.ts'
import { type Failure, isOffLine, soonMs } from './outcome.ts'
import type { Pace } from './pace.ts'
import type { WecomSettings } from './settings.ts'
import { chatOf } from './speaker.ts'

export interface SendParts {
  readFile: WecomSettings['readFile']
  pace: Pace
  health: Health
  onLine: { client: WSClient | undefined }
}

export interface Sending {
  send(target: Target, outgoing: Outgoing): Promise<Outcome>
  /** Whether a message could go out now. */
  isReady(): boolean
  /** Begins no more, and lets what is under way finish, for a while. */
  stop(): Promise<void>
}

export function createSending({ readFile, pace, health, onLine }: SendParts): Sending {
  const sends = createSendsUnderWay(pace)
  const isReady = () => !sends.isStopped() && onLine.client?.isConnected === true

  async function sendOnce(target: Target, { reply }: Outgoing): Promise<Outcome> {
    const chat = chatOf(target)
    if (chat === undefined) return { kind: 'unreachable', reason: 'WeCom reaches nobody of another company' }
    const { files = [], card } = reply
    const attachments = await readFilesOf(() => readAttachments(card ? [] : files, readFile))
    if ('kind' in attachments) return attachments
    // One that the robot has never used, for every try may have shown its buttons.
    const id = randomUUID()
    const composed = compose(reply, id)
    if (composed.words.length === 0) return { kind: 'refused', reason: 'A message without words' }
    const { client } = onLine
    if (!client) return offLine
    const to = 'room' in target ? 'group' : 'person'
    const carrier = { client, failed: (failure: Failure) => noteFailure(client, failure) }
    return deliver(carrier, { ...composed, chat, to, id, attachments })
  }

  function noteFailure(client: WSClient, failure: Failure): void {
    health.failed()
    if (isOffLine(failure) && onLine.client === client) client.disconnect()
  }

  return {
    isReady,
    async send(target, outgoing) {
      return isReady() ? sends.run(() => sendOnce(target, outgoing)) : offLine
    },
    stop: sends.stop,
  }
}

const offLine: Outcome = { kind: 'retry', afterMs: soonMs, reason: 'This instance has no connection to WeCom' }
