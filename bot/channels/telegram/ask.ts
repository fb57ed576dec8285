import type { Api } from 'grammy'
import { type Failure, failureOf } from './failure.ts'

export type Answer<T> = { ok: true; result: T } | { ok: false; failure: Failure }

/** What cuts a call. grammY declares the kind of its own, and takes Node's. */
export type CallCut = NonNullable<Parameters<Api['getMe']>[0]>

/** Makes a call that is cut after `ms`, and when `signal` aborts. Does not throw. */
export async function ask<T>(
  call: (cut: CallCut) => Promise<T>,
  { ms, signal }: { ms: number; signal: AbortSignal },
): Promise<Answer<T>> {
  // One of its own for each call: AbortSignal.any on a signal that lives as long as the process leaves a trail in it.
  const cut = new AbortController()
  const abort = () => cut.abort()
  const timer = setTimeout(abort, ms)
  signal.addEventListener('abort', abort)
  if (signal.aborted) abort()
  try {
    return { ok: true, result: await call(cut.signal as unknown as CallCut) }
  } catch (error) {
    return { ok: false, failure: failureOf(error) }
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', abort)
  }
}
