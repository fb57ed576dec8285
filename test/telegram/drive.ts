import type { Command } from './control.ts'

/** Speaks to a double in another process. */
export interface Driver {
  /** Does it there; rejects with what went wrong there. */
  do<Value>(on: Command['on'], verb: string, ...given: unknown[]): Promise<Value>
}

export function createDriver(root: string): Driver {
  return {
    async do<Value>(on: Command['on'], verb: string, ...given: unknown[]) {
      const answer = await fetch(`${root}/control`, {
        method: 'POST',
        body: JSON.stringify({ on, do: verb, with: given.map(wrap) }),
      })
      const said = (await answer.json()) as { ok: true; value: Value } | { ok: false; error: string }
      if (!said.ok) throw new Error(said.error)
      return said.value
    },
  }
}

function wrap(value: unknown): unknown {
  if (Buffer.isBuffer(value)) return { base64: value.toString('base64') }
  if (Array.isArray(value)) return value.map(wrap)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, wrap(one)]))
}
