import type { Reply } from '../../../message.ts'
import { drawPage, escapeHtml } from './html.ts'
import { otherPath } from './page-language.ts'
import { lettersPath } from './paths.ts'
import type { PageLanguage, PageWords } from './words.ts'

/** A message as the page shows it. */
export interface Letter {
  /** Stands for it on the page: its id would tell of the matter. */
  mark: string
  reply: Reply
  at: Date
}

/** The messages that wait, the newest first. `isSeen`: the reader has just said so. */
export function drawLetters(
  letters: Letter[],
  isSeen: boolean,
  publicUrl: string,
  language: PageLanguage,
  words: PageWords,
): string {
  const { title, why, none, reply } = words.letters
  const body = [
    `<p>${escapeHtml(letters.length > 0 ? why : none)}</p>`,
    ...letters.map((letter) => drawLetter(letter, publicUrl, words)),
    ...(letters.length > 0 ? [`<p>${escapeHtml(reply)}</p>`, drawEnd(letters, isSeen, words)] : []),
  ].join('\n')
  const scripts = isSeen || letters.length === 0 ? [] : ['/wechat/pages/letters.js']
  return drawPage({ title, body, scripts, other: otherPath(lettersPath, language) }, language, words)
}

function drawLetter({ mark, reply, at }: Letter, publicUrl: string, { letters }: PageWords): string {
  const said = reply.text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => reply.secrets?.[name] ?? '●●●●')
  return [
    '<article>',
    `<h2><time datetime="${at.toISOString()}">${escapeHtml(letters.date(at))}</time></h2>`,
    `<p class="words">${withLinks(said, publicUrl)}</p>`,
    `<span class="end" data-mark="${mark}"></span>`,
    '</article>',
  ].join('\n')
}

function drawEnd(letters: Letter[], isSeen: boolean, { letters: words }: PageWords): string {
  const thanks = `<p class="thanks" role="status"${isSeen ? '' : ' hidden'}>${escapeHtml(words.thanks)}</p>`
  if (isSeen) return thanks
  const marks = letters.map(({ mark }) => `<input type="hidden" name="seen" value="${mark}">`).join('')
  return `${thanks}\n<form method="post" action="${lettersPath}">${marks}<button type="submit">${escapeHtml(words.seen)}</button></form>`
}

/** Only what leads to pages of ours can be tapped: the words may be anybody's. */
function withLinks(text: string, publicUrl: string): string {
  const parts = text.split(/(https?:\/\/[!-~]+)/)
  return parts
    .map((part) => {
      const escaped = escapeHtml(part)
      return part.startsWith(`${publicUrl}/`) ? `<a href="${escaped}">${escaped}</a>` : escaped
    })
    .join('')
}
