import { randomBytes } from 'node:crypto'
import { type Answered, type Call, createTransport } from '../transport.ts'
import { createAccessToken, type Grant } from './access-token.ts'
import { StrangeAnswerError, WechatError } from './failure.ts'
import type { Pace } from './pace.ts'
import type { WechatSettings } from './settings.ts'

export type Query = Record<string, string>

/** What a call may be told besides. */
export interface CallOptions {
  signal?: AbortSignal | undefined
}

export interface Upload {
  content: Buffer
  mime: string
  /** With an ending: WeChat goes by it. */
  name: string
}

/** What lies behind a media id: a file, or for a video where it lies. */
export type Downloaded = { content: Buffer; mime: string } | { url: string }

/**
 * WeChat's API. Paths begin with a slash, such as `/cgi-bin/menu/get`; the access token is added. Each call throws
 * WechatError when WeChat says no, TokenError when there is no token to be had, TransportError and StrangeAnswerError.
 */
export interface WechatApi {
  get<T>(path: string, query?: Query, options?: CallOptions): Promise<T>
  post<T>(path: string, body: object, query?: Query, options?: CallOptions): Promise<T>
  /** A file as `media`, the way of a form. */
  upload<T>(path: string, query: Query, file: Upload, options?: CallOptions): Promise<T>
  /** Throws TooLargeError when the file has more than `limit` bytes. */
  download(path: string, query: Query, limit: number, options?: CallOptions): Promise<Downloaded>
  /** A file by a whole address that WeChat told, without the token. */
  downloadFrom(url: string, limit: number, options?: CallOptions): Promise<Answered>
  /** A call that takes no access token: those of OAuth. */
  getOpenly<T>(path: string, query: Query, options?: CallOptions): Promise<T>
  close(): void
}

/** No answer of the API but a file has more. */
const answerLimit = 4 * 1024 * 1024

/** The access token is not good, any more: https://developers.weixin.qq.com/doc/oplatform/Return_codes/Return_code_descriptions_new.html */
const isTokenRefused = (errcode: number) => [40001, 40014, 41001, 42001, 42007].includes(errcode)

export function createApi(
  { appId, appSecret, apiRoot, now }: Pick<WechatSettings, 'appId' | 'appSecret' | 'apiRoot' | 'now'>,
  pace: Pace,
): WechatApi {
  const transport = createTransport(pace.connectMs)
  const token = createAccessToken(askForToken, pace, now)

  function askForToken(force: boolean): Promise<Grant> {
    const body = { grant_type: 'client_credential', appid: appId, secret: appSecret, force_refresh: force }
    return exchange('/cgi-bin/stable_token', {}, posting(body)).then((answer) => readJson<Grant>(answer))
  }

  function exchange(path: string, query: Query, call: Partial<Call>): Promise<Answered> {
    const search = new URLSearchParams(query).toString()
    const whole: Call = { method: 'GET', limit: answerLimit, ms: pace.callMs, ...call }
    return transport.exchange(`${apiRoot}${path}${search === '' ? '' : `?${search}`}`, whole)
  }

  /** With the token; once more with another one, when WeChat does not take it. */
  async function authorized<T>(
    path: string,
    query: Query,
    call: Partial<Call>,
    read: (answer: Answered) => T,
  ): Promise<T> {
    const first = await token.read()
    const attempt = async (given: string) => read(await exchange(path, { access_token: given, ...query }, call))
    try {
      return await attempt(first)
    } catch (error) {
      if (!(error instanceof WechatError) || !isTokenRefused(error.errcode)) throw error
      return attempt(await token.replace(first))
    }
  }

  return {
    get: (path, query = {}, { signal } = {}) => authorized(path, query, { signal }, readJson<never>),
    post: (path, body, query = {}, { signal } = {}) =>
      authorized(path, query, { ...posting(body), signal }, readJson<never>),
    upload: (path, query, file, { signal } = {}) =>
      authorized(path, query, { ...formOf(file), signal }, readJson<never>),
    download: (path, query, limit, { signal } = {}) =>
      authorized(path, query, { limit, ms: pace.downloadMs, signal }, readFile),
    downloadFrom: (url, limit, { signal } = {}) =>
      transport.exchange(url, { method: 'GET', limit, ms: pace.downloadMs, signal }),
    getOpenly: (path, query, { signal } = {}) => exchange(path, query, { signal }).then(readJson<never>),
    close: transport.close,
  }
}

function posting(body: object): Partial<Call> {
  return { method: 'POST', headers: { 'content-type': 'application/json; charset=utf-8' }, body: JSON.stringify(body) }
}

function formOf({ content, mime, name }: Upload): Partial<Call> {
  const boundary = `x${randomBytes(16).toString('hex')}`
  const plainName = name.replace(/[\p{Cc}"\\/]/gu, '_')
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="media"; filename="${plainName}"\r\ncontent-type: ${mime}\r\n\r\n`
  return {
    method: 'POST',
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    body: Buffer.concat([Buffer.from(head), content, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  }
}

/** WeChat answers 200 to everything, and names what is JSON as it likes. */
function readJson<T>({ status, body }: Answered): T {
  const answer = parseObject(body)
  if (status !== 200 || !answer) throw new StrangeAnswerError(status)
  refuse(answer)
  return answer as T
}

function readFile(answered: Answered): Downloaded {
  const { status, type, body } = answered
  if (status !== 200) throw new StrangeAnswerError(status)
  const answer = /json|text\/plain/.test(type) ? parseObject(body) : undefined
  if (!answer) return { content: body, mime: type }
  refuse(answer)
  const url = answer.video_url ?? answer.down_url
  if (typeof url !== 'string') throw new StrangeAnswerError(status)
  return { url }
}

function refuse({ errcode, errmsg }: Record<string, unknown>): void {
  if (typeof errcode === 'number' && errcode !== 0) throw new WechatError(errcode, String(errmsg ?? ''))
}

function parseObject(body: Buffer): Record<string, unknown> | undefined {
  try {
    const answer: unknown = JSON.parse(body.toString())
    return typeof answer === 'object' && answer !== null ? (answer as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}
