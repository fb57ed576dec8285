import type { Reply } from '../../../message.ts'
import { drawPage, escapeHtml } from './html.ts'
import { otherPath, pathIn } from './page-language.ts'
import { lettersPath, noticesPath } from './paths.ts'
import type { PageLanguage, PageWords } from './words.ts'

/** A message as the page shows it. */
export interface Letter {
  /** Stands for it on the page: its id would tell of the matter. */
  mark: string
  reply: Reply
  language: PageLanguage
  at: Date
  /** Its buttons, each with what stands for it. */
  choices: { mark: string; label: string }[]
}

export interface Letters {
  /** The newest first. */
  waiting: Letter[]
  /** Those that were read on a page before, the newest first. */
  read: Letter[]
  /** The reader has just said that they have seen those that wait. */
  isSeen?: true
  /** Stands for this drawing of the page: a button of it that is pressed twice counts once. */
  drawing: string
  publicUrl: string
}

/** The messages that wait, and below them those that can be read again. */
export function drawLetters(page: Letters, language: PageLanguage, words: PageWords): string {
  const { waiting, read, isSeen } = page
  const { title, why, none, reply, read: readBefore } = words.letters
  const draw = (letter: Letter) => drawLetter(letter, page, language, words)
  const body = [
    `<p>${escapeHtml(waiting.length > 0 ? why : none)}</p>`,
    ...waiting.map(draw),
    ...(waiting.length > 0 ? [`<p>${escapeHtml(reply)}</p>`, drawEnd(page, language, words)] : []),
    ...(read.length > 0 ? [`<h2>${escapeHtml(readBefore)}</h2>`, ...read.map(draw)] : []),
  ].join('\n')
  const scripts = isSeen || waiting.length === 0 ? [] : ['/wechat/pages/letters.js']
  return drawPage({ title, body, scripts, other: otherPath(lettersPath, language) }, language, words)
}

/** That a button was pressed, and where the answer will be. */
export function drawTaken(label: string, language: PageLanguage, words: PageWords): string {
  const { title, taken, answered, back } = words.letters
  const body = [
    `<p class="thanks" role="status">${escapeHtml(taken(label))}</p>`,
    `<p>${escapeHtml(answered)}</p>`,
    `<p><a class="button" href="${pathIn(lettersPath, language)}">${escapeHtml(back)}</a></p>`,
  ].join('\n')
  return drawPage({ title, body, other: otherPath(lettersPath, language) }, language, words)
}

function drawLetter(letter: Letter, page: Letters, language: PageLanguage, { letters }: PageWords): string {
  const { mark, reply, at } = letter
  const said = reply.text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => reply.secrets?.[name] ?? '●●●●')
  const { asksNotices } = reply
  return [
    `<article lang="${letter.language === 'zh' ? 'zh-CN' : 'en'}">`,
    `<h3><time datetime="${at.toISOString()}">${escapeHtml(letters.date(at))}</time></h3>`,
    `<p class="words">${withLinks(said, page.publicUrl)}</p>`,
    ...(page.waiting.includes(letter) ? [`<span class="end" data-mark="${mark}"></span>`] : []),
    ...(asksNotices === undefined
      ? []
      : [`<p><a href="${pathIn(noticesPath, language)}">${escapeHtml(asksNotices)}</a></p>`]),
    ...(letter.choices.length > 0 ? [drawChoices(letter, page, language)] : []),
    '</article>',
  ].join('\n')
}

function drawChoices({ choices }: Letter, { drawing }: Letters, language: PageLanguage): string {
  const buttons = choices.map(
    ({ mark, label }) => `<button name="choice" value="${mark}">${escapeHtml(label)}</button>`,
  )
  return [
    `<form class="choices" method="post" action="${pathIn(lettersPath, language)}">`,
    `<input type="hidden" name="drawing" value="${drawing}">`,
    ...buttons,
    '</form>',
  ].join('\n')
}

function drawEnd({ waiting, isSeen }: Letters, language: PageLanguage, { letters: words }: PageWords): string {
  const thanks = `<p class="thanks" role="status"${isSeen ? '' : ' hidden'}>${escapeHtml(words.thanks)}</p>`
  if (isSeen) return thanks
  const marks = waiting.map(({ mark }) => `<input type="hidden" name="seen" value="${mark}">`).join('')
  const action = pathIn(lettersPath, language)
  return `${thanks}\n<form class="seen" method="post" action="${action}">${marks}<button type="submit">${escapeHtml(words.seen)}</button></form>`
}

/** Only what leads to pages of ours can be tapped: the words may be anybody's. What ends a sentence is no part of it. */
function withLinks(text: string, publicUrl: string): string {
  const parts = text.split(/(https?:\/\/[!-~]*[\w/#=&%~+$@-])/)
  return parts
    .map((part) => {
      const escaped = escapeHtml(part)
      return part.startsWith(`${publicUrl}/`) ? `<a href="${escaped}">${escaped}</a>` : whole(escaped)
    })
    .join('')
}

/** The number of a matter is not broken at its hyphen. */
function whole(escaped: string): string {
  return escaped.replace(/\b\d{4}-\d{6}\b/g, '<span class="number">$&</span>')
}
