import type { FastifyReply, FastifyRequest } from 'fastify'

/** What the transport itself may have to say. What the office says comes from bot/text. */
const sentences = {
  'not-understood': {
    status: 400,
    zh: '页面和服务器对不上，请刷新页面再试。您写的还在页面上。',
    en: 'The page is out of date. Please reload it; what you wrote stays on the page.',
  },
  'no-session': { status: 401, zh: '请刷新页面。', en: 'Please reload the page.' },
  'signed-out': {
    status: 401,
    zh: '登录已失效，请向管理员要新的一次性链接（npm run staff -- invite）。',
    en: 'You are signed out. Ask the administrator for a new one-time link (npm run staff -- invite).',
  },
  'code-wrong': {
    status: 403,
    zh: '这个登录码用过了、过期了或不对。请向管理员要新的。',
    en: 'This code was used, has run out or is wrong. Ask the administrator for a new one.',
  },
  forbidden: { status: 403, zh: '不能从别的网站发到这里。', en: 'Requests from other sites are refused.' },
  'no-file': { status: 404, zh: '没有这个文件。', en: 'There is no such file.' },
  'too-large': { status: 413, zh: '文件太大了，最多 20 MB。', en: 'The file is too large: 20 MB at most.' },
  type: {
    status: 415,
    zh: '这种文件收不了。可以发照片、录音、视频、PDF、Word、Excel 或文本。',
    en: 'This kind of file cannot be taken. Photos, recordings, videos, PDF, Word, Excel and text can.',
  },
  broken: {
    status: 422,
    zh: '文件打不开，可能坏了。请重新拍或重新选一次。',
    en: 'The file cannot be opened. Please take or choose it again.',
  },
  empty: { status: 422, zh: '文件是空的，请重新选。', en: 'The file is empty. Please choose it again.' },
  busy: { status: 429, zh: '发得太快了，请稍等一会儿再发。', en: 'Too fast. Please wait a moment.' },
  away: {
    status: 503,
    zh: '服务器暂时忙，您写的还在页面上，会自动重发。',
    en: 'The server is busy. What you wrote stays on the page and is sent again.',
  },
} as const

export type Refusal = keyof typeof sentences

/** Answers with a sentence for the person in front of the page. */
export function refuse(request: FastifyRequest, reply: FastifyReply, refusal: Refusal): FastifyReply {
  const { status, zh, en } = sentences[refusal]
  const wantsEnglish = /^\s*en\b/i.test(request.headers['accept-language'] ?? '')
  return reply.code(status).send({ error: wantsEnglish ? en : zh })
}
