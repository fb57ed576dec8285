import type { WSClient } from '@wecom/aibot-node-sdk'
import type { ChatBudget } from './chat-budget.ts'
import { type Failure, failureOf } from './outcome.ts'

/** What one send is made with. */
export interface Carrier {
  client: WSClient
  budget: ChatBudget
  /** What the files of one message may take to go up, ms. */
  uploadMs: number
  /** Cuts the whole send. */
  signal: AbortSignal
  /** How often WeCom was heard so far. */
  heard(): number
  /** A call was answered well. */
  answered(): void
  /** A call failed, that began when WeCom had been heard so often. */
  failed(failure: Failure, heard: number): void
  /** A file was put up, and nobody knows what became of it. */
  doubted(): void
}

export type Answer<T> = { ok: true; result: T } | { ok: false; failure: Failure }

/** Calls WeCom, and waits for the answer until the signal aborts. Does not throw. */
export async function attempt<T>(
  { client, heard, answered, failed }: Carrier,
  signal: AbortSignal,
  call: (client: WSClient) => Promise<T>,
): Promise<Answer<T>> {
  const before = heard()
  try {
    const result = await unlessCut(call(client), signal)
    answered()
    return { ok: true, result }
  } catch (error) {
    const failure: Failure = signal.aborted ? { kind: 'unknown', why: 'it took too long' } : failureOf(error)
    failed(failure, before)
    return { ok: false, failure }
  }
}

/** The SDK can end nothing that it has begun: what comes of it later is of no interest. */
function unlessCut<T>(call: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const cut = () => reject(new Error('cut'))
    signal.addEventListener('abort', cut)
    if (signal.aborted) cut()
    call.then(resolve, reject).finally(() => signal.removeEventListener('abort', cut))
  })
}
