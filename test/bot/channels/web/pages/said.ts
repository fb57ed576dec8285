import type { Shown } from '../../../../../bot/channels/web/protocol.ts'

/** A message of the office, as the server tells it. */
export function officeSays(seq: number, text: string, more: Partial<Shown> = {}): Shown {
  return { seq, id: `office-${seq}`, from: 'office', at: minute(seq), reply: { text }, ...more }
}

/** A message of the person at the page, posted with the id `source`. */
export function iSay(seq: number, source: string, text: string, more: Partial<Shown> = {}): Shown {
  return { seq, id: `mine-${source}`, from: 'me', source, at: minute(seq), input: { kind: 'text', text }, ...more }
}

/** So many minutes after nine on a Monday morning in Shanghai. */
export function minute(minutes: number): string {
  return new Date(Date.UTC(2026, 7, 3, 1, minutes)).toISOString()
}
