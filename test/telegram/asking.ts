import { expect, onTestFinished } from 'vitest'
import { type Group, type Person, startTelegram, type Telegram, type TelegramOptions } from './server.ts'

/** How the tests of the double speak to it: as any program would, over HTTP. */
export interface Answer {
  status: number
  ok: boolean
  result: unknown
  description?: string
  parameters?: { retry_after?: number; migrate_to_chat_id?: number }
}

export type Update = Record<string, Record<string, unknown>> & { update_id: number }

export async function start(options: TelegramOptions = {}): Promise<Telegram> {
  const telegram = await startTelegram(options)
  onTestFinished(telegram.close)
  return telegram
}

/** With somebody who has started the bot. */
export async function started(options: TelegramOptions = {}): Promise<{ telegram: Telegram; wang: Person }> {
  const telegram = await start(options)
  const wang = telegram.user({ name: '王大娘' })
  wang.starts()
  return { telegram, wang }
}

/** A clock that stands until it is moved. */
export function clock(at = Date.UTC(2026, 7, 3, 9)) {
  let time = at
  const pass = (ms: number): void => {
    time += ms
  }
  return { now: () => time, pass }
}

export async function ask(telegram: Telegram, method: string, params: object = {}): Promise<Answer> {
  return read(
    await fetch(`${telegram.root}/bot${telegram.token}/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(params),
    }),
  )
}

export async function upload(
  telegram: Telegram,
  method: string,
  fields: Record<string, string>,
  files: Record<string, Buffer>,
): Promise<Answer> {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) body.append(name, value)
  for (const [name, content] of Object.entries(files)) body.append(name, new Blob([content]), '证明 1.png')
  return read(await fetch(`${telegram.root}/bot${telegram.token}/${method}`, { method: 'POST', body }))
}

async function read(response: Response): Promise<Answer> {
  return { status: response.status, ...((await response.json()) as Omit<Answer, 'status'>) }
}

export const updates = async (telegram: Telegram, params: object = {}): Promise<Update[]> =>
  (await ask(telegram, 'getUpdates', params)).result as Update[]

/** What was refused: the code and the words. */
export async function refusal(telegram: Telegram, method: string, params: object = {}): Promise<string> {
  const { ok, status, description } = await ask(telegram, method, params)
  expect(ok).toBe(false)
  return `${status} ${description}`
}

/** Sends a text, which must succeed; returns its id. */
export async function say(telegram: Telegram, to: Person | Group, text: string, more: object = {}): Promise<number> {
  const answer = await ask(telegram, 'sendMessage', { chat_id: to.id, text, ...more })
  expect(answer.description).toBeUndefined()
  return (answer.result as { message_id: number }).message_id
}

export const buttons = (...labels: string[]) => ({
  inline_keyboard: [labels.map((label) => ({ text: label, callback_data: `do ${label}` }))],
})

export const picture = Buffer.from('\x89PNG\r\n\x1a\n and so on', 'latin1')
