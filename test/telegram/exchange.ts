import { findMethod } from './methods.ts'
import type { Params } from './params.ts'
import type { Polling } from './polling.ts'
import { Refusal, tooMany } from './refusal.ts'
import type { Call, Fault } from './telegram.ts'
import type { Traffic } from './traffic.ts'
import type { Webhook } from './webhook.ts'
import type { World } from './world.ts'

/** What goes back: a result as a text of JSON, a file, or what was thrown. */
export type Result = string | Buffer | Error

/** Whoever called. */
export interface Peer {
  answer(result: Result): void
  /** The page that stands before the server when it is not there. */
  answerPage(): void
  /** The connection is reset. */
  cut(): void
  /** Calls back when the connection goes while it waits. */
  onGone(listener: () => void): void
}

export interface Parts {
  world: World
  traffic: Traffic
  polling: Polling
  webhook: Webhook
  /** Something has changed. */
  look(): void
}

/** Carries a call through: what is to go wrong with it, the wait it was told, and the method itself. */
export function exchange(parts: Parts, call: Call, peer: Peer): void {
  const { traffic, look } = parts
  const refused = traffic.waiting(call)
  const fault = traffic.fault(call)
  const lost = lostOnTheWay(call, fault, peer)
  if (!lost) {
    const answer = answering(parts, call, fault, peer)
    if (refused) answer(refused)
    else carryOut(parts, call, peer, answer)
  }
  look()
}

/** A method that stood in a webhook's answer: what becomes of it nobody hears. */
export function carryOutUnheard(parts: Parts, method: string, params: Params): void {
  const call = parts.traffic.record(method, params)
  note(call, parts.traffic.waiting(call) ?? outcome(parts, call))
  parts.look()
}

/** Those faults that let nothing take effect. */
function lostOnTheWay(call: Call, fault: Fault | undefined, peer: Peer): boolean {
  const refuse = (refusal: Refusal) => {
    note(call, refusal)
    peer.answer(refusal)
  }
  switch (fault?.kind) {
    case 'before':
      peer.cut()
      return true
    case 'hang':
      return true
    case '502':
      call.error = { code: 502, description: 'Bad Gateway' }
      peer.answerPage()
      return true
    case '500':
      refuse(new Refusal(500, 'Internal Server Error: Request aborted'))
      return true
    case '429':
      refuse(tooMany(fault.retryAfter))
      return true
    default:
      return false
  }
}

function answering({ world, look }: Parts, call: Call, fault: Fault | undefined, peer: Peer): (result: Result) => void {
  return (result) => {
    note(call, result)
    if (fault?.kind === 'after') peer.cut()
    else if (fault?.kind !== 'hang-after') {
      call.answeredAt = world.now()
      peer.answer(result)
    }
    look()
  }
}

function carryOut(parts: Parts, call: Call, peer: Peer, answer: (result: Result) => void): void {
  if (call.method !== 'getUpdates') {
    answer(outcome(parts, call))
    return
  }
  if (parts.webhook.isSet()) {
    const words = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
    answer(new Refusal(409, `Conflict: ${words}`))
    return
  }
  call.accepted = true
  let isAnswered = false
  const giveUp = parts.polling.ask(call.params, (found) => {
    isAnswered = true
    answer(found instanceof Refusal ? found : `[${found.map((update) => update.json).join(',')}]`)
  })
  if (!isAnswered) peer.onGone(giveUp)
}

function outcome({ world, traffic, polling, webhook }: Parts, call: Call): Result {
  const { method, params } = call
  try {
    switch (method) {
      case 'downloadFile': {
        const link = world.links.get(String(params.file_path))
        if (!link || link.until < world.now()) throw new Refusal(404, 'Not Found')
        return link.file.content
      }
      case 'setWebhook': {
        const said = webhook.set(params)
        if (webhook.isSet()) polling.end('terminated by setWebhook request')
        return described(said)
      }
      case 'deleteWebhook':
        return described(webhook.remove(params))
      case 'getWebhookInfo':
        return JSON.stringify(webhook.show())
      default: {
        const carry = findMethod(method)
        if (!carry) throw new Refusal(404, 'Not Found: method not found')
        return JSON.stringify(carry({ world, traffic, params, call }))
      }
    }
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}

/** True, and why. */
const described = (words: string): string => `true,"description":${JSON.stringify(words)}`

function note(call: Call, result: Result): void {
  call.ok = !(result instanceof Error)
  call.accepted = call.ok
  if (!(result instanceof Error)) return
  const wait = result instanceof Refusal ? result.parameters?.retry_after : undefined
  call.error = {
    code: result instanceof Refusal ? result.code : 500,
    description: result.message,
    ...(typeof wait === 'number' ? { retry_after: wait } : {}),
  }
}
