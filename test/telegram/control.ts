import type { ServerResponse } from 'node:http'
import { isObject } from './params.ts'
import type { Besides } from './server.ts'
import type { Call, Fault, FaultRate, Group, Person, Telegram } from './telegram.ts'

/**
 * One command of the control API, `POST /control`. It says whom it is for, what to do, and with what:
 * `{"on": {"person": 6200000001}, "do": "says", "with": ["你好", {"in": {"group": -1002500000002}}]}`.
 * A group as an argument is `{"group": id}`, a person `{"person": id}`, bytes are `{"base64": "…"}`; the same in answers.
 * The answer is `{"ok": true, "value": …}` or `{"ok": false, "error": "…"}`.
 */
export interface Command {
  on: 'telegram' | 'faults' | { person: number } | { group: number }
  do: string
  with?: unknown[]
}

/** What `{"on": "faults", "do": "set"}` takes; each call sets both anew. */
export interface FaultPlan {
  rate?: FaultRate
  /** The first that fits decides. */
  rules?: FaultRule[]
}

export interface FaultRule {
  fault: Fault
  method?: string
  chat?: number
  /** The how many-th calls of the method, from 1; every call when not given. */
  counts?: number[]
}

/** What `{"on": "telegram", "do": "until"}` waits for; all of it. */
export interface Until {
  /** So many calls took effect: of one method, or of any. */
  accepted?: { method?: string; count: number }
  /** At most so many updates wait. */
  pending?: number
}

/** The same functions as the object has, for another process. `telegram` is asked for when a command comes. */
export function createControl(telegram: () => Telegram): Besides {
  const people = new Map<number, Person>()
  const groups = new Map<number, Group>()

  function revive(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(revive)
    if (!isObject(value)) return value
    if (typeof value.base64 === 'string') return Buffer.from(value.base64, 'base64')
    if (typeof value.group === 'number') return found(groups, value.group, 'group')
    if (typeof value.person === 'number') return found(people, value.person, 'person')
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, revive(one)]))
  }

  function keep(value: unknown): unknown {
    if (!isObject(value)) return value
    if ('says' in value) people.set(Number(value.id), value as unknown as Person)
    if ('migrates' in value) groups.set(Number(value.id), value as unknown as Group)
    return value
  }

  async function obey(command: Command): Promise<unknown> {
    const given = (command.with ?? []).map(revive)
    if (command.on === 'faults') return setFaults(telegram(), (given[0] ?? {}) as FaultPlan)
    if (command.on === 'telegram') return keep(await onTelegram(telegram(), command.do, given))
    const target = revive(command.on) as Record<string, unknown>
    const member = target[command.do]
    if (typeof member !== 'function') return member
    const value: unknown = await member.apply(target, given)
    // A migration has given the group another id.
    keep(target)
    return value
  }

  return (path, body, response) => {
    if (path !== '/control') return false
    Promise.resolve()
      .then(() => obey(JSON.parse(body.toString()) as Command))
      .then((value) => answer(response, { ok: true, value }))
      .catch((error: unknown) =>
        answer(response, { ok: false, error: error instanceof Error ? error.message : 'unknown' }),
      )
    return true
  }
}

function onTelegram(telegram: Telegram, verb: string, given: unknown[]): unknown {
  switch (verb) {
    case 'user':
      return telegram.user(given[0] as Parameters<Telegram['user']>[0])
    case 'group':
      return telegram.group(String(given[0]), given[1] as Parameters<Telegram['group']>[1])
    case 'calls':
      // From one on, so that a long ledger is read piece by piece.
      return telegram.calls.slice(Number(given[0] ?? 0))
    case 'violations':
      return telegram.faults.violations
    case 'pending':
      return telegram.pending()
    case 'jumpUpdateIds':
      return telegram.jumpUpdateIds(Number(given[0]))
    case 'until':
      return until(telegram, (given[0] ?? {}) as Until, given[1] === undefined ? undefined : Number(given[1]))
    default:
      throw new Error(`Telegram cannot ${verb}`)
  }
}

function until(telegram: Telegram, what: Until, timeoutMs?: number): Promise<void> {
  const { accepted, pending } = what
  const counted = (call: Call) => call.accepted && (accepted?.method === undefined || call.method === accepted.method)
  // Each call is looked at until it is decided: the ledger may be long, and this is asked after every one of them.
  let [looked, count] = [0, 0]
  let open: Call[] = []
  return telegram.until(() => {
    if (accepted) {
      open.push(...telegram.calls.slice(looked))
      looked = telegram.calls.length
      count += open.filter(counted).length
      open = open.filter((call) => !call.accepted && !call.error && !call.fault)
      if (count < accepted.count) return false
    }
    return pending === undefined || telegram.pending() <= pending
  }, timeoutMs)
}

function setFaults({ faults }: Telegram, { rate, rules }: FaultPlan): void {
  delete faults.rate
  delete faults.decide
  if (rate) faults.rate = rate
  if (rules) {
    faults.decide = ({ method, chat, count }) =>
      rules.find(
        (rule) =>
          (rule.method === undefined || rule.method === method) &&
          (rule.chat === undefined || rule.chat === chat) &&
          (rule.counts === undefined || rule.counts.includes(count)),
      )?.fault
  }
}

function found<Thing>(things: Map<number, Thing>, id: number, called: string): Thing {
  const thing = things.get(id)
  if (!thing) throw new Error(`There is no ${called} ${id}`)
  return thing
}

function answer(response: ServerResponse, value: unknown): void {
  const body = JSON.stringify(value, function (this: Record<string, unknown>, name, one: unknown) {
    // Before Buffer's own way of writing itself, which is eight times as long.
    const bare = this[name]
    return Buffer.isBuffer(bare) ? { base64: bare.toString('base64') } : one
  })
  response.writeHead(200, { 'content-type': 'application/json' })
  response.end(body)
}
