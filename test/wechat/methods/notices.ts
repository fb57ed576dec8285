import type { Method } from '../method.ts'
import { Refusal } from '../refusal.ts'

/** `GET /wxaapi/newtmpl/gettemplate` */
export const getTemplates: Method = {
  verb: 'GET',
  run({ world }) {
    return {
      errcode: 0,
      errmsg: 'ok',
      data: [...world.templates.values()].map(({ id, title, fields, longTerm }) => ({
        priTmplId: id,
        title,
        content: fields.map((field, index) => `项目${index + 1}:{{${field}.DATA}}\n`).join(''),
        example: '',
        type: longTerm ? 3 : 2,
      })),
    }
  },
}

/** What a field takes, by the name before its number. */
const takes: Record<string, RegExp> = {
  thing: /^[\s\S]{1,20}$/u,
  character_string: /^[\x20-\x7e]{1,32}$/,
  number: /^\d{1,32}$/,
  phrase: /^\p{Script=Han}{1,5}$/u,
  const: /^[\s\S]{1,20}$/u,
  time: /^(?:\d{4}年\d{1,2}月\d{1,2}日 )?\d{2}:\d{2}$/,
  date: /^\d{4}年\d{1,2}月\d{1,2}日(?: \d{2}:\d{2})?$/,
}

/** `POST /cgi-bin/message/subscribe/bizsend` */
export const bizSend: Method = {
  verb: 'POST',
  run({ world, body }) {
    const { touser, template_id, page, data } = body
    const human = typeof touser === 'string' ? world.humans.get(touser) : undefined
    if (!human) throw new Refusal(40003, 'invalid openid')
    const template = typeof template_id === 'string' ? world.templates.get(template_id) : undefined
    if (!template) throw new Refusal(40037, 'invalid template_id')
    if (page !== undefined && !/^https?:\/\//.test(String(page))) throw new Refusal(41030, 'invalid page')
    const fields = Object.entries((data ?? {}) as Record<string, { value?: unknown }>)
    const isWhole = fields.length === template.fields.length
    if (!isWhole || !fields.every(([field, { value }]) => template.fields.includes(field) && isTaken(field, value))) {
      throw new Refusal(47003, 'argument invalid! data value invalid')
    }
    const left = human.consents.get(template.id) ?? 0
    if (left === 0) throw new Refusal(43101, 'user refuse to accept the msg')
    human.consents.set(template.id, left - 1)
    human.notices.push({
      template: template.id,
      page: typeof page === 'string' ? page : undefined,
      fields: Object.fromEntries(fields.map(([field, { value }]) => [field, String(value)])),
    })
    return { errcode: 0, errmsg: 'ok', msgid: 1_700_827_132_819 }
  },
}

function isTaken(field: string, value: unknown): boolean {
  return typeof value === 'string' && (takes[field.replace(/\d+$/, '')] ?? /^$/).test(value)
}
