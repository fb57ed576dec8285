import type { Capabilities, Channel, Outcome, Outgoing, Reply, Target } from '../../bot/message.ts'

/** A message as somebody sees it on the double's screen. */
export interface Seen {
  messageId: string
  /** Our id of it. */
  id: string
  reply: Reply
  /** What stood there before it was edited. */
  before?: Reply
}

export interface Plan {
  outcome: Outcome
  /** The message is shown all the same. */
  carried?: boolean
  of?: RegExp
}

export interface DoubleChannel extends Channel {
  /** What lies on somebody's screen, oldest first. */
  screen(target: Target): Seen[]
  /** What was shown since the last call, in the order it was carried, edits included. */
  takeNews(): { target: Target; seen: Seen }[]
  /** The next sends, or the next whose text is `of` that kind, end so instead; then all is well again. */
  will(...plans: Plan[]): void
  /** What a real platform would have refused, or a reader not understood. */
  complaints: string[]
  /** How often `send` was called. */
  calls: number
}

const usual: Capabilities = {
  buttons: true,
  edits: true,
  groups: true,
  textLimit: 20_000,
  speaksFirst: true,
  confirmsDelivery: true,
  repeatsSafely: true,
  domestic: true,
}

/** A channel that lives in memory and forgives nothing. */
export function createDoubleChannel(name: string, capabilities: Partial<Capabilities> = {}): DoubleChannel {
  // Nobody can leave a page; of a group Telegram tells who does.
  const able: Capabilities = { ...usual, ...(name === 'telegram' && { tellsDepartures: true }), ...capabilities }
  const screens = new Map<string, Seen[]>()
  const planned: Plan[] = []
  let news: { target: Target; seen: Seen }[] = []
  let count = 0

  function show(target: Target, outgoing: Outgoing): string {
    const screen = screenOf(target)
    const repeated = able.repeatsSafely ? screen.find((seen) => seen.id === outgoing.id) : undefined
    if (repeated) return repeated.messageId
    const standing = screen.find((seen) => seen.messageId === outgoing.edit)
    if (outgoing.edit !== undefined && !standing) double.complaints.push(`There is no message ${outgoing.edit} to edit`)
    const seen: Seen = {
      messageId: standing?.messageId ?? `m${++count}`,
      id: outgoing.id,
      reply: outgoing.reply,
      ...(standing && { before: standing.reply }),
    }
    if (standing) screen[screen.indexOf(standing)] = seen
    else screen.push(seen)
    news.push({ target, seen })
    return seen.messageId
  }

  function screenOf(target: Target): Seen[] {
    const key = JSON.stringify(target)
    const screen = screens.get(key) ?? []
    screens.set(key, screen)
    return screen
  }

  const double: DoubleChannel = {
    name,
    capabilities: able,
    complaints: [],
    calls: 0,
    async start() {},
    async stop() {},
    async send(target, outgoing) {
      double.calls++
      double.complaints.push(...faultsOf(outgoing))
      const plan = planned.find(({ of }) => of === undefined || of.test(outgoing.reply.text))
      if (plan) planned.splice(planned.indexOf(plan), 1)
      if (plan && !plan.carried) return plan.outcome
      const messageId = show(target, outgoing)
      // In a room it counts as there once it is on the wall; in private, once it was looked at.
      const delivered = 'room' in target || !able.confirmsDelivery
      return plan?.outcome ?? { kind: 'sent', messageId, delivered }
    },
    screen: (target) => [...screenOf(target)],
    takeNews() {
      const taken = news
      news = []
      return taken
    },
    will: (...plans) => void planned.push(...plans),
  }
  return double
}

function faultsOf({ reply }: Outgoing): string[] {
  const faults: string[] = []
  const words = [reply.text, ...(reply.choices ?? []).flat().map((choice) => choice.label)]
  if (reply.text.trim() === '') faults.push('A message without words')
  for (const text of words) {
    if (/\bundefined\b|\bnull\b|\bNaN\b|\[object/.test(text)) faults.push(`Not words: ${text}`)
  }
  for (const [, secret = ''] of reply.text.matchAll(/\{\{(\w+)\}\}/g)) {
    if (!Object.hasOwn(reply.secrets ?? {}, secret)) faults.push(`No secret ${secret} for: ${reply.text}`)
  }
  for (const choice of (reply.choices ?? []).flat()) {
    if (choice.label === '' || choice.value === '') faults.push(`An empty button under: ${reply.text}`)
    // Web and Telegram carry no more behind a button.
    if (choice.value.length > 200) faults.push(`A button that carries ${choice.value.length} characters`)
  }
  return faults
}
