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
import type { Refusals, RefusalWatch } from './refusals.ts'
import type { Puppet, WechatySettings } from './settings.ts'

export interface SendParts extends Pick<WechatySettings, 'readFile' | 'words'> {
  current(): Online | undefined
  pace: Pace
  gate: Gate
  health: Health
  refusals: Pick<Refusals, 'watch'>
}

export interface Sending {
  send(target: Target, outgoing: Outgoing): Promise<Outcome>
  /** Begins no more, and lets what is under way finish, for a while. */
  stop(): Promise<void>
}

type Failed = Exclude<Outcome, { kind: 'sent' }>
type Step = (puppet: Puppet, to: string) => Promise<unknown>

/** What a send has to keep to. */
interface Limits {
  /** Until then it may take: who claimed the message counts on it. */
  until: number
  /** The channel stops, and has waited. */
  signal: AbortSignal
}

export function createSending(parts: SendParts): Sending {
  const { current, pace, gate, health, readFile, words, refusals } = parts
  const sends = createSendsUnderWay({ stopMs: pace.stopMs })

  async function sendOnce(
    target: Target,
    { id, reply, language = 'zh' }: Outgoing,
    signal: AbortSignal,
  ): Promise<Outcome> {
    const to = 'room' in target ? target.room : target.account
    if (to.trim() === '') return { kind: 'refused', reason: 'No account or group of WeChat' }
    if (!current()) return offline
    const limits = { until: performance.now() + pace.sendMs, signal }
    const { files = [], card } = reply
    const attachments = await readFilesOf(() => readAttachments(card ? [] : files, readFile))
    if ('kind' in attachments) return attachments
    const steps: Step[] = [
      ...compose(reply, words[language]).map(
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
    // Into a group one may write or not, which the host says at once.
    if ('room' in target) return deliver(to, steps, id, limits)
    const watch = refusals.watch(to)
    try {
      return await deliver(to, steps, id, limits, watch)
    } finally {
      watch.end()
    }
  }

  async function deliver(
    to: string,
    steps: Step[],
    id: string,
    limits: Limits,
    watch?: RefusalWatch,
  ): Promise<Outcome> {
    const ids: string[] = []
    for (const [index, step] of steps.entries()) {
      const outcome = index === 0 ? await attempt(to, step, limits) : await insist(to, step, limits)
      if (watch?.isRefused()) return shutOut
      if (typeof outcome !== 'string') return index === 0 ? outcome : broken(outcome, index, steps.length)
      // Many puppets do not tell an id. Then it is ours, which names nothing over there.
      ids.push(outcome || `${id}.${index}`)
    }
    // That it was taken is no sign that it arrives; that WeChat does not say the contrary is all the sign there is.
    if (await watch?.within(pace.refusalMs, limits.signal)) return shutOut
    const [first = id] = ids
    return { kind: 'sent', messageId: first, delivered: true, ...(ids.length > 1 && { parts: ids }) }
  }

  /** One of which a part is out already cannot be begun anew: what was surely not done is done again right here. */
  async function insist(to: string, step: Step, limits: Limits): Promise<string | Failed> {
    for (;;) {
      const outcome = await attempt(to, step, limits)
      if (!isRetry(outcome) || outcome.afterMs >= left(limits)) return outcome
      await pause(outcome.afterMs, limits.signal)
    }
  }

  /** The platform's id of the message, empty when it tells none. */
  async function attempt(to: string, step: Step, limits: Limits): Promise<string | Failed> {
    const wait = gate.enter()
    if (wait === undefined) return { kind: 'retry', afterMs: gate.soonest(), reason: 'Too much at once for WeChat' }
    if (wait > 0) await pause(wait, limits.signal)
    const online = current()
    if (!online || limits.signal.aborted) return offline
    const ms = Math.min(pace.callMs, left(limits))
    if (ms <= 0) return { kind: 'retry', afterMs: soonMs, reason: 'There was no time left for it' }
    try {
      const id = await within(ms, step(online.puppet, to), limits.signal)
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

/** As WeChat says it in the talk. */
const shutOut: Failed = { kind: 'unreachable', reason: 'WeChat says that they do not let us write to them' }

/** What became of a message of which the first parts are out. */
function broken(outcome: Failed, index: number, count: number): Failed {
  // Again it would be no better.
  if (outcome.kind === 'refused' || outcome.kind === 'unreachable') return outcome
  return { kind: 'uncertain', reason: `Only ${index} of ${count} parts: ${reasonOf(outcome)}` }
}

/** ms */
function left({ until, signal }: Limits): number {
  return signal.aborted ? 0 : until - performance.now()
}

function isRetry(outcome: string | Failed): outcome is Extract<Failed, { kind: 'retry' }> {
  return typeof outcome !== 'string' && outcome.kind === 'retry'
}

function reasonOf(outcome: Failed): string {
  return 'reason' in outcome ? outcome.reason : outcome.kind
}
