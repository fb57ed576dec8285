import type { Outcome, Outgoing, Target } from '../../message.ts'
import { pause } from '../pause.ts'
import { readFilesOf } from '../read-files.ts'
import { createSendsUnderWay } from '../sends-under-way.ts'
import { boxOf, readAttachments } from './attachments.ts'
import { compose } from './compose.ts'
import { failureOf } from './failure.ts'
import type { Gate } from './gate.ts'
import type { Health } from './health.ts'
import { outcomeOf, soonMs } from './outcome.ts'
import { type Pace, within } from './pace.ts'
import type { Online } from './presence.ts'
import type { Puppet, WechatySettings } from './settings.ts'

export interface SendParts extends Pick<WechatySettings, 'readFile'> {
  current(): Online | undefined
  pace: Pace
  gate: Gate
  health: Health
}

export interface Sending {
  send(target: Target, outgoing: Outgoing): Promise<Outcome>
  /** Begins no more, and lets what is under way finish, for a while. */
  stop(): Promise<void>
}

type Failed = Exclude<Outcome, { kind: 'sent' }>
type Step = (puppet: Puppet, to: string) => Promise<unknown>

export function createSending(parts: SendParts): Sending {
  const { current, pace, gate, health, readFile } = parts
  // What a send may take altogether is looked at between its parts: a part that has begun cannot be called back.
  const sends = createSendsUnderWay({ stopMs: pace.stopMs })

  async function sendOnce(target: Target, { id, reply }: Outgoing, signal: AbortSignal): Promise<Outcome> {
    const to = 'room' in target ? target.room : target.account
    if (to.trim() === '') return { kind: 'refused', reason: 'No account or group of WeChat' }
    if (!current()) return offline
    const { files = [], card } = reply
    const attachments = await readFilesOf(() => readAttachments(card ? [] : files, readFile))
    if ('kind' in attachments) return attachments
    const steps: Step[] = [
      ...compose(reply).map(
        (text): Step =>
          (puppet, to) =>
            puppet.messageSendText(to, text),
      ),
      ...attachments.map(
        (file): Step =>
          async (puppet, to) =>
            puppet.messageSendFile(to, await boxOf(file)),
      ),
    ]
    if (steps.length === 0) return { kind: 'refused', reason: 'A message without words' }
    return deliver(to, steps, id, signal)
  }

  async function deliver(to: string, steps: Step[], id: string, signal: AbortSignal): Promise<Outcome> {
    const until = performance.now() + pace.sendMs
    const ids: string[] = []
    for (const [index, step] of steps.entries()) {
      let outcome = await attempt(to, step, signal)
      // One of which a part is out already cannot be begun anew: what was surely not done is done again right here.
      while (index > 0 && isRetry(outcome) && performance.now() + outcome.afterMs < until && !signal.aborted) {
        await pause(outcome.afterMs, signal)
        outcome = await attempt(to, step, signal)
      }
      if (typeof outcome !== 'string') {
        if (index === 0) return outcome
        return { kind: 'uncertain', reason: `Only ${index} of ${steps.length} parts: ${reasonOf(outcome)}` }
      }
      // Many puppets do not tell an id. Then it is ours, which names nothing over there.
      ids.push(outcome || `${id}.${index}`)
    }
    const [first = id] = ids
    return { kind: 'sent', messageId: first, delivered: true, ...(ids.length > 1 && { parts: ids }) }
  }

  /** The platform's id of the message, empty when it tells none. */
  async function attempt(to: string, step: Step, signal: AbortSignal): Promise<string | Failed> {
    const wait = gate.enter()
    if (wait === undefined) return { kind: 'retry', afterMs: gate.soonest(), reason: 'Too much at once for WeChat' }
    if (wait > 0) await pause(wait, signal)
    const online = current()
    if (!online || signal.aborted) return offline
    try {
      const id = await within(pace.callMs, step(online.puppet, to))
      return typeof id === 'string' ? id : ''
    } catch (error) {
      health.failed()
      return outcomeOf(failureOf(error))
    }
  }

  return {
    async send(target, outgoing) {
      // Whoever runs next sends it.
      return sends.isStopped() ? offline : sends.run((signal) => sendOnce(target, outgoing, signal))
    },
    stop: sends.stop,
  }
}

const offline: Failed = { kind: 'retry', afterMs: soonMs, reason: 'WeChat is not logged in here' }

function isRetry(outcome: string | Failed): outcome is Extract<Failed, { kind: 'retry' }> {
  return typeof outcome !== 'string' && outcome.kind === 'retry'
}

function reasonOf(outcome: Failed): string {
  return 'reason' in outcome ? outcome.reason : outcome.kind
}
