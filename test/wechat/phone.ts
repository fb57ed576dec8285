import type { FastifyInstance } from 'fastify'
import type { Wechat } from './wechat.ts'

/** Somebody's phone: WeChat's browser, with its cookies. */
export interface Phone {
  /** Opens a path of ours and goes where it is sent. */
  opens(path: string): Promise<Opened>
  posts(path: string, fields: [name: string, value: string][], headers?: Record<string, string>): Promise<Opened>
  /** What our server has put there, by name. */
  cookies: Map<string, string>
  /** Every address it has been at, and every one it was sent to. */
  visited: string[]
}

export interface Opened {
  status: number
  body: string
  headers: Record<string, unknown>
}

const wechatAgent =
  'Mozilla/5.0 (Linux; Android 12) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36 XWEB/1260 MicroMessenger/8.0.50 NetType/4G Language/zh_CN'

/** `who` is logged in on it. `agent` and `language` are the browser's, when it is not WeChat's in Chinese. */
export function createPhone(
  app: FastifyInstance,
  { root }: Pick<Wechat, 'root'>,
  { who, agent = wechatAgent, language = 'zh-CN,zh;q=0.9' }: { who: string; agent?: string; language?: string },
): Phone {
  const cookies = new Map<string, string>()
  const visited: string[] = []

  async function ask(method: 'GET' | 'POST', path: string, more: { body?: string; headers?: Record<string, string> }) {
    visited.push(path)
    const answer = await app.inject({
      method,
      url: path,
      headers: {
        'user-agent': agent,
        'accept-language': language,
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...more.headers,
      },
      ...(more.body !== undefined && { payload: more.body }),
    })
    for (const { name, value, maxAge, expires } of answer.cookies) {
      if (value === '' || maxAge === 0 || (expires && expires.getTime() === 0)) cookies.delete(name)
      else cookies.set(name, value)
    }
    return answer
  }

  async function follow(location: string): Promise<Opened> {
    visited.push(location)
    if (location.startsWith('/')) return phone.opens(location)
    const address = new URL(location)
    if (!location.startsWith(`${root}/`)) return phone.opens(`${address.pathname}${address.search}`)
    if (address.hash !== '#wechat_redirect') throw new Error('WeChat wants #wechat_redirect at the end')
    const answer = await fetch(`${root}${address.pathname}${address.search}&as=${encodeURIComponent(who)}`)
    const { location: back, errmsg } = (await answer.json()) as { location?: string; errmsg?: string }
    if (back === undefined) throw new Error(`WeChat refused: ${errmsg}`)
    return follow(back)
  }

  const phone: Phone = {
    cookies,
    visited,
    async opens(path) {
      const { statusCode: status, headers, body } = await ask('GET', path, {})
      const { location } = headers
      return status >= 300 && status < 400 && location ? follow(location) : { status, body, headers }
    },
    async posts(path, fields, headers = {}) {
      const body = new URLSearchParams(fields).toString()
      const type = { 'content-type': 'application/x-www-form-urlencoded' }
      const answer = await ask('POST', path, { body, headers: { ...type, ...headers } })
      const { location } = answer.headers
      if (answer.statusCode === 303 && location) return follow(location)
      return { status: answer.statusCode, body: answer.body, headers: answer.headers }
    },
  }
  return phone
}
