import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { Messages, PostInput, Shown } from '../bot/channels/web/protocol.ts'

/**
 * A resident's page without a browser: it speaks real HTTP, keeps its cookie, and does what the page does when the
 * server goes away: tries again, with the same message id, wherever an instance is up.
 */
export interface WebResident {
  /** Posts, and waits until it is stored. */
  post(input: PostInput): Promise<void>
  /** Posts, and waits for the office's next words; says that they are on the screen. */
  says(text: string): Promise<Shown>
  taps(label: string): Promise<Shown>
  uploads(content: Buffer, name: string): Promise<void>
  /** Everything in the box. */
  box(): Promise<Shown[]>
  next(): Promise<Shown>
}

const patienceMs = 120_000

/** `where` picks an instance for each try. */
export function createWebResident(where: () => string): WebResident {
  let cookie = ''
  let seq = 0
  let latest: Shown | undefined

  async function insist(path: string, init: RequestInit = {}): Promise<unknown> {
    const deadline = Date.now() + patienceMs
    for (;;) {
      try {
        const answer = await fetch(`${where()}${path}`, {
          ...init,
          headers: { ...(init.headers as Record<string, string>), cookie },
          signal: AbortSignal.timeout(10_000),
        })
        const set = answer.headers.getSetCookie().map((line) => line.split(';')[0])
        if (set.length > 0) cookie = set.join('; ')
        if (answer.ok) return await answer.json()
        if (answer.status < 500 && answer.status !== 429) throw new Refused(`${answer.status} ${await answer.text()}`)
      } catch (error) {
        if (error instanceof Refused) throw error
      }
      if (Date.now() > deadline) throw new Error(`No answer to ${path} within ${patienceMs} ms`)
      await wait(100)
    }
  }

  const postJson = (path: string, body: unknown) =>
    insist(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })

  async function enter(): Promise<void> {
    if (cookie === '') await postJson('/web/session', {})
  }

  async function post(input: PostInput): Promise<void> {
    await enter()
    await postJson('/web/messages', { id: randomUUID(), at: new Date().toISOString(), input })
  }

  async function next(): Promise<Shown> {
    const deadline = Date.now() + patienceMs
    while (Date.now() < deadline) {
      const { messages } = (await insist(`/web/messages?after=${seq}`)) as Messages
      seq = Math.max(seq, ...messages.map((message) => message.seq))
      const said = messages.findLast((message) => message.from === 'office' && message.reply?.choices)
      if (messages.length > 0) await postJson('/web/seen', { seq })
      if (said) {
        latest = said
        return said
      }
      await wait(150)
    }
    throw new Error('The office said nothing')
  }

  return {
    post,
    next,
    async says(text) {
      await post({ kind: 'text', text })
      return next()
    },
    async taps(label) {
      const choice = latest?.reply?.choices?.flat().find((candidate) => candidate.label === label)
      if (!choice || !latest) throw new Error(`There is no button ${label} under: ${latest?.reply?.text}`)
      await post({ kind: 'choice', value: choice.value, keyboard: latest.id, label })
      return next()
    },
    async uploads(content, name) {
      await enter()
      const body = new FormData()
      body.append('file', new Blob([content]), name)
      const file = await insist('/web/files?media=file', { method: 'POST', body })
      await post({ kind: 'media', files: [file as never] })
      await next()
    },
    async box() {
      return ((await insist('/web/messages?after=0')) as Messages).messages
    },
  }
}

class Refused extends Error {}
