import { badRequest } from './refusal.ts'

/** What a method was called with. Values come as JSON or, from a form, as text. */
export type Params = Record<string, unknown>

export function text(params: Params, name: string): string {
  const value = params[name]
  if (value === undefined || value === null) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** What is no number counts as 0, as it does on the server. */
export function integer(params: Params, name: string, otherwise = 0): number {
  const value = text(params, name)
  if (value === '') return otherwise
  const number = Number.parseInt(value, 10)
  return Number.isSafeInteger(number) ? number : 0
}

export function flag(params: Params, name: string): boolean {
  return ['true', 'yes', '1'].includes(text(params, name).toLowerCase())
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Nested JSON; undefined where it was not given. `name` is what the server calls it when it cannot be read. */
export function nested(params: Params, name: string, called: string): unknown {
  const value = params[name]
  if (value === undefined || value === null || value === '') return undefined
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value) as unknown
  } catch {
    throw badRequest(`Can't parse ${called} JSON object`)
  }
}

const nestedNames = new Set([
  'reply_markup',
  'entities',
  'caption_entities',
  'reply_parameters',
  'link_preview_options',
  'media',
  'allowed_updates',
  'commands',
  'scope',
  'menu_button',
  'message_ids',
  'reaction',
])

/** The same with the nested JSON of a form parsed, where it can be: what the ledger shows. */
export function parseNested(params: Params): Params {
  for (const name of nestedNames) {
    const value = params[name]
    if (typeof value !== 'string' || value === '') continue
    try {
      params[name] = JSON.parse(value) as unknown
    } catch {
      // The method itself refuses it, in its own words.
    }
  }
  return params
}
