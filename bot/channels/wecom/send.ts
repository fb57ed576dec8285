import { randomUUID } from 'node:crypto'
import type { WSClient } from '@wecom/aibot-node-sdk'
import type { Outcome, Outgoing, Target } from '../../message.ts'
import { readFilesOf } from '../read-files.ts'
import { createSendsUnderWay } from '../sends-under-way.ts'
import { readAttachments } from './attachments.ts'
import type { Carrier } from './carrier.ts'
import { createChatBudget } from './chat-budget.ts'
import { compose } from './compose.ts'
import { deliver } from './deliver.ts'
import type { Health } from './health.ts'
import type { OnLine } from './keep-connected.ts'
import { type Failure, isOffLine, isUnanswered, soonMs } from './outcome.ts'
import type { Pace } from './pace.ts'
import type { WecomSettings } from './settings.ts'
import { chatOf } from './speaker.ts'

export interface SendParts {
  settings: Pick<WecomSettings, 'readFile' | 'words' | 'deskPage' | 'now'>
  pace: Pace
  health: Health
  onLine: OnLine
}

export interface Sending {
  send(target: Target, outgoing: Outgoing): Promise<Outcome>
  /** Whether a message could go out now. */
  isReady(): boolean
  /** Begins no more, and lets what is under way finish, for a while. */
  stop(): Promise<void>
}

export function createSending({ settings, pace, health, onLine }: SendParts): Sending {
  const { readFile, words, deskPage, now } = settings
  const sends = createSendsUnderWay(pace)
  const budget = createChatBudget(now)
  /** Our ids of messages whose files were put up, without anybody knowing what became of them: not once more. */
  const doubted = new Set<string>()
  let unanswered = 0
  const isReady = () => !sends.isStopped() && onLine.client?.isConnected === true

  async function sendOnce(target: Target, outgoing: Outgoing, signal: AbortSignal): Promise<Outcome> {
    const { id: ourId, reply, language = 'zh' } = outgoing
    const chat = chatOf(target)
    if (chat === undefined) return foreign
    const { files = [], card } = reply
    const read = await readFilesOf(() => readAttachments(card ? [] : files, readFile))
    if ('kind' in read) return read
    const isDoubted = doubted.has(ourId)
    const attachments = isDoubted ? [] : read.attached
    const left = isDoubted ? [...read.left, ...read.attached.map(({ name }) => name)] : read.left
    // One that the robot has never used, for every try may have shown its buttons.
    const id = randomUUID()
    const { typeOneOf, filesOnPage } = words[language]
    const composed = (names: string[], isShort: boolean) =>
      compose(reply, { id, typeOneOf, isShort, ...(names.length > 0 && { also: filesOnPage(names, deskPage) }) })
    if (composed([], true).words.length === 0) return empty
    const { client } = onLine
    if (!client) return offLine
    const to = 'room' in target ? 'group' : 'person'
    const carrier: Carrier = {
      client,
      budget,
      uploadMs: pace.uploadMs,
      signal,
      heard: () => onLine.heard,
      answered() {
        unanswered = 0
      },
      failed: (failure, heard) => noteFailure(client, failure, heard),
      doubted: () => doubted.add(ourId),
    }
    const outcome = await deliver(carrier, { chat, to, id, attachments, left, compose: composed })
    if (outcome.kind !== 'retry') doubted.delete(ourId)
    return outcome
  }

  /** A connection that is of no use is given up: another one follows it. */
  function noteFailure(client: WSClient, failure: Failure, heard: number): void {
    health.failed()
    if (isUnanswered(failure)) unanswered++
    // One that is dead is silent altogether; one that answers other things may have lost one answer, but not two.
    const isDead = isUnanswered(failure) && (onLine.heard === heard || unanswered > 1)
    if ((isOffLine(failure) || isDead) && onLine.client === client) {
      unanswered = 0
      client.disconnect()
    }
  }

  return {
    isReady,
    async send(target, outgoing) {
      return isReady() ? sends.run((signal) => sendOnce(target, outgoing, signal)) : offLine
    },
    stop: sends.stop,
  }
}

const foreign: Outcome = { kind: 'unreachable', reason: 'WeCom reaches nobody of another company' }
const empty: Outcome = { kind: 'refused', reason: 'A message without words' }
const offLine: Outcome = { kind: 'retry', afterMs: soonMs, reason: 'This instance has no connection to WeCom' }
