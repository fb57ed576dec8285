import { sign } from '@fastify/cookie'
import type { FastifyInstance } from 'fastify'
import { type Context, withWork } from '../../../domain/context.ts'
import { openStaffSession, staffCookie } from '../../../domain/staff-sessions.ts'
import type { Officer, OfficerRole } from '../../../prisma/generated/client.ts'
import { hire } from '../../small-office.ts'
import { cookieSecret, now } from '../open-api.ts'

/** What a page said: its status, where it sends one on, and its text without tags. */
export interface Page {
  status: number
  location: string | undefined
  html: string
  text: string
}

/** An officer's browser that came in by the staff room's link. */
export interface OfficerBrowser {
  officer: Officer
  cookie: string
  opens(url: string): Promise<Page>
  /** Sends a form and follows where it leads. */
  sends(url: string, fields?: Record<string, string>): Promise<Page>
  uploads(url: string, file: { name: string; content: string | Buffer }, fields?: Record<string, string>): Promise<Page>
}

export async function enterDesk(
  app: FastifyInstance,
  context: Context,
  name: string,
  { role = 'officer' }: { role?: OfficerRole } = {},
): Promise<OfficerBrowser> {
  const { officer } = await hire(context, now, name, { role })
  const { secret } = await withWork(context, now, (work) => openStaffSession(work, officer))
  const headers = {
    accept: 'text/html',
    cookie: `${staffCookie}=${sign(secret, cookieSecret.toString('base64'))}`,
  }
  const ask = async (request: { method: 'GET' | 'POST'; url: string; payload?: string | FormData; type?: string }) => {
    const { method, url, payload, type } = request
    const answer = await app.inject({
      method,
      url,
      headers: { ...headers, ...(type !== undefined && { 'content-type': type }) },
      ...(payload !== undefined && { payload }),
    })
    const { location } = answer.headers
    return {
      status: answer.statusCode,
      location: location as string | undefined,
      html: answer.body,
      text: textOf(answer.body),
    }
  }
  const opens = (url: string) => ask({ method: 'GET', url })
  return {
    officer,
    cookie: headers.cookie,
    opens,
    async sends(url, fields = {}) {
      const payload = String(new URLSearchParams(fields))
      const sent = await ask({ method: 'POST', url, payload, type: 'application/x-www-form-urlencoded' })
      return sent.status === 303 && sent.location !== undefined ? opens(sent.location) : sent
    },
    uploads(url, { name: fileName, content }, fields = {}) {
      const payload = new FormData()
      for (const [field, value] of Object.entries(fields)) payload.append(field, value)
      payload.append('file', new Blob([content]), fileName)
      return ask({ method: 'POST', url, payload })
    },
  }
}

function textOf(page: string): string {
  return page
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replace(/\s+/g, ' ')
}
