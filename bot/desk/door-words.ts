import { toHalfWidth } from '../../domain/rules/personal-numbers.ts'
import { normalizeShortCode } from '../../domain/rules/query-code.ts'
import type { Incoming } from '../message.ts'

/** What is wanted at the door. */
export type DoorWish =
  /** `code` is what stands where a code should: empty when nothing does. */
  { kind: 'bind'; code: string } | { kind: 'unbind' }

/** Reads `/bind CODE`, `绑定 CODE` and `/unbind`, and a code that came with the link which opened the talk. */
export function readDoorWish({ input }: Pick<Incoming, 'input'>): DoorWish | undefined {
  if (input.kind === 'opened') {
    const code = normalizeShortCode(input.about ?? '')
    return code === undefined ? undefined : { kind: 'bind', code }
  }
  if (input.kind !== 'text') return undefined
  const words = toHalfWidth(input.text.slice(0, 200))
    .replace(/^[\s\p{Cf}]+/u, '')
    .trim()
  if (/^\/(?:unbind|解绑)(?:@\S+)?(?:\s|$)/iu.test(words)) return { kind: 'unbind' }
  const bind = /^(\/?)(bind|绑定)(?:@\S+)?(?:[\s:,]+(.*))?$/isu.exec(words)
  if (!bind) return undefined
  const [, slash = '', word = '', code = ''] = bind
  if (slash !== '') return { kind: 'bind', code }
  // Without the slash it may be anybody's sentence, unless what follows looks like a code, be it a wrong one.
  const isCode = word === '绑定' && /^[0-9A-Z]{12,20}$/i.test(code.replace(/[\s\p{Pd}]/gu, ''))
  return isCode ? { kind: 'bind', code } : undefined
}
