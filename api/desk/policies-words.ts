import type { FastifyPluginAsync } from 'fastify'
import { type Context, outsideTransaction, withWork } from '../../domain/context.ts'
import {
  addWord,
  listWords,
  longestWord,
  mostMeanings,
  removeWord,
  type WordPage,
} from '../../domain/policies/dictionary.ts'
import { type Html, html } from '../pages/html.ts'
import type { ApiSettings } from '../settings.ts'
import { drawAct, fieldIn, type Names, namesOf, policyDesk, policyFrame } from './policies-frame.ts'
import { doneIn, sendBack } from './policies-tell.ts'

const path = `${policyDesk}/words`

/** The words that residents use and what the policies call them: every officer may change them. */
export function policyWordRoutes(context: Context, { now }: Pick<ApiSettings, 'now'>): FastifyPluginAsync {
  return async (app) => {
    app.get(path, async (request, reply) => {
      const { q, page } = request.query as { q?: unknown; page?: unknown }
      const part = typeof q === 'string' ? q.trim().slice(0, longestWord) : ''
      const work = await outsideTransaction(context, now())
      const words = await listWords(work, { part, page: Number(page) || 1 })
      const names = await namesOf(
        work,
        words.entries.map(({ addedBy }) => addedBy),
      )
      return reply
        .type('text/html; charset=utf-8')
        .send(policyFrame({ title: '俗话词典', part: path, body: drawWords(words, part, names), ...doneIn(request) }))
    })

    app.post(path, async (request, reply) => {
      const means = fieldIn(request.body, 'means').split(/[\s,，、;；]+/)
      return sendBack(reply, path, async () => {
        const by = `officer:${request.officer.id}`
        const { before } = await withWork(context, now(), (work) =>
          addWord(work, by, fieldIn(request.body, 'word'), means.filter(Boolean)),
        )
        return before ? 'word-changed' : 'word-added'
      })
    })

    app.post(`${path}/remove`, async (request, reply) =>
      sendBack(reply, path, async () => {
        await withWork(context, now(), (work) => removeWord(work, fieldIn(request.body, 'word')))
        return 'word-removed'
      }),
    )
  }
}

function drawWords({ entries, total, page, pages }: WordPage, part: string, names: Names): Html {
  return html`<p>居民口头的说法，在文件里叫什么。只影响查找，不改文件的字句。改了几秒钟后就用上。</p>
<form action="${path}" method="post">
<label>居民怎么说 <input name="word" maxlength="${longestWord}" required autocomplete="off"></label>
<label>文件里叫什么（多个用顿号隔开，最多 ${mostMeanings} 个） <input name="means" maxlength="${(longestWord + 1) * mostMeanings}" required autocomplete="off"></label>
<button type="submit" class="strong">加进词典</button>
</form>
<form action="${path}" method="get" role="search">
<label for="q">找一个词</label>
<div class="acts"><input class="grow" type="search" id="q" name="q" value="${part}" maxlength="${longestWord}"><button type="submit">找</button></div>
</form>
<p class="soft" role="status">${part === '' ? `共 ${total} 个词` : `“${part}”：${total} 个词`}</p>
<div class="wide"><table><thead><tr><th scope="col">居民怎么说</th><th scope="col">文件里叫什么</th><th scope="col">谁加的</th><th scope="col"></th></tr></thead>
<tbody>${entries.map(
    ({ word, means, addedBy }) =>
      html`<tr><td>${word}</td><td>${means.join('、')}</td><td>${names(addedBy)}</td><td>${drawAct({ path: `${path}/remove`, label: '拿掉', fields: { word }, about: word })}</td></tr>
`,
  )}</tbody></table></div>
${drawPages(page, pages, part)}`
}

function drawPages(page: number, pages: number, part: string): Html | undefined {
  if (pages < 2) return undefined
  const to = (other: number) =>
    `${path}?${new URLSearchParams({ ...(part !== '' && { q: part }), page: String(other) })}`
  return html`<nav class="acts" aria-label="翻页">${page > 1 && html`<a class="button" href="${to(page - 1)}">上一页</a>`}
<span>第 ${page} 页，共 ${pages} 页</span>
${page < pages && html`<a class="button" href="${to(page + 1)}">下一页</a>`}</nav>`
}
