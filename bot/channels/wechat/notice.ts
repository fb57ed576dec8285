import type { Pointer } from '../../message.ts'
import type { NoticeTemplate } from './settings.ts'

/** The body of `message/subscribe/bizsend`. */
export interface Notice {
  touser: string
  template_id: string
  page: string
  data: Record<string, { value: string }>
}

/**
 * A subscription notice that says that something waits, and where. What does not fit a field is cut, for WeChat refuses
 * the whole notice otherwise: https://developers.weixin.qq.com/doc/service/guide/product/subscription_messages/intro.html
 */
export function composeNotice(account: string, pointer: Pointer, template: NoticeTemplate, page: string): Notice {
  const { number, title, hint, at } = template.fields
  const words: [field: string | undefined, value: string | Date][] = [
    [number, pointer.number ?? '-'],
    [title, pointer.title],
    [hint, pointer.hint],
    [at, pointer.at],
  ]
  const data = words.flatMap(([field, value]) =>
    field === undefined ? [] : [[field, { value: fitted(field, value) }]],
  )
  return { touser: account, template_id: template.id, page, data: Object.fromEntries(data) }
}

/** The kinds of field, told by the name before its number, with what they take. */
function fitted(field: string, value: string | Date): string {
  const kind = field.replace(/\d+$/, '')
  if (value instanceof Date) return kind === 'date' ? dayOf(value) : `${dayOf(value)} ${clockOf(value)}`
  const plain = value.replace(/\s+/g, ' ').trim() || '-'
  if (kind === 'character_string') return plain.replace(/[^\x20-\x7e]/g, '').slice(0, 32) || '-'
  return [...plain].slice(0, mostCharacters[kind] ?? 20).join('')
}

const mostCharacters: Record<string, number> = { thing: 20, phrase: 5, const: 20, short_thing: 10, name: 10 }

const parts = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

function part(at: Date, type: Intl.DateTimeFormatPartTypes): string {
  return parts.formatToParts(at).find((found) => found.type === type)?.value ?? ''
}

const dayOf = (at: Date) => `${part(at, 'year')}年${part(at, 'month')}月${part(at, 'day')}日`
const clockOf = (at: Date) => `${part(at, 'hour')}:${part(at, 'minute')}`
