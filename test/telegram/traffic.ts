import { integer, type Params } from './params.ts'
import { type Refusal, tooMany } from './refusal.ts'
import type { Call, Fault, Faults } from './telegram.ts'
import type { World } from './world.ts'

/** The ledger of calls, what goes wrong with them, and how many a chat takes. */
export interface Traffic {
  calls: Call[]
  faults: Faults
  /** Writes a call down as it arrives. */
  record(method: string, params: Params): Call
  /** What is to go wrong with it. An injected 429 shuts the chat from now on. */
  fault(call: Call): Fault | undefined
  /** The chat asked to be left alone; undefined when it did not. */
  waiting(call: Call): Refusal | undefined
  /** Throws when the group takes no more this minute. `operations` is what it would count as. */
  admit(call: Call, operations: number): void
  count(call: Call, operations: number): void
}

const minute = 60_000

export function createTraffic(world: World): Traffic {
  const limit = world.options.groupPerMinute ?? 20
  const calls: Call[] = []
  const faults: Faults = { violations: [] }
  const counts = new Map<string, number>()
  const shut = new Map<number, { until: number; operationsOnly: boolean }>()
  const spent = new Map<number, number[]>()
  let random = createRandom(0)
  let seededFor: Faults['rate']

  function decide(call: Call): Fault | undefined {
    const count = (counts.get(call.method) ?? 0) + 1
    counts.set(call.method, count)
    const { method, chat, params } = call
    const decided = faults.decide?.({ method, count, params, ...(chat === undefined ? {} : { chat }) })
    if (decided) return decided
    const { rate } = faults
    if (!rate || rate.kinds.length === 0 || rate.except?.includes(method)) return undefined
    if (rate !== seededFor) {
      seededFor = rate
      random = createRandom(rate.seed ?? 1)
    }
    return random() < rate.share ? rate.kinds[Math.floor(random() * rate.kinds.length)] : undefined
  }

  function used(chat: number): number[] {
    const times = spent.get(chat) ?? []
    const from = world.now() - minute
    while (times[0] !== undefined && times[0] <= from) times.shift()
    spent.set(chat, times)
    return times
  }

  return {
    calls,
    faults,
    record(method, params) {
      const call: Call = { at: world.now(), method, params, ok: false, accepted: false }
      const chat = integer(params, 'chat_id')
      if (chat !== 0) call.chat = chat
      calls.push(call)
      return call
    },
    fault(call) {
      const fault = decide(call)
      if (!fault) return undefined
      call.fault = fault.kind
      if (fault.kind === '429' && call.chat !== undefined) {
        shut.set(call.chat, { until: world.now() + fault.retryAfter * 1000, operationsOnly: false })
      }
      return fault
    },
    waiting(call) {
      if (call.chat === undefined || !writes(call.method)) return undefined
      const held = shut.get(call.chat)
      const left = held ? held.until - world.now() : 0
      if (!held || left <= 0 || (held.operationsOnly && !isOperation(call.method))) return undefined
      faults.violations.push(call)
      return tooMany(Math.ceil(left / 1000))
    },
    admit(call, operations) {
      if (call.chat === undefined || call.chat > 0 || limit === Number.POSITIVE_INFINITY) return
      const times = used(call.chat)
      const surplus = times.length + operations - limit
      if (surplus <= 0) return
      const freeAt = (times[Math.min(surplus, times.length) - 1] ?? world.now()) + minute
      const seconds = Math.max(1, Math.ceil((freeAt - world.now()) / 1000))
      shut.set(call.chat, { until: world.now() + seconds * 1000, operationsOnly: true })
      throw tooMany(seconds)
    },
    count(call, operations) {
      if (call.chat === undefined || call.chat > 0) return
      const times = used(call.chat)
      for (let done = 0; done < operations; done++) times.push(world.now())
    },
  }
}

/** What the group's twenty a minute are counted in. */
const isOperation = (method: string): boolean =>
  method !== 'sendChatAction' && /^(send|edit|copy|forward|createForumTopic|pinChatMessage)/.test(method)

const writes = (method: string): boolean => !method.startsWith('get')

/** Numbers from 0 to 1, the same for the same seed. */
function createRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
