import { drawPage, escapeHtml } from './html.ts'
import { otherPath } from './page-language.ts'
import { noticesPath } from './paths.ts'
import type { PageLanguage, PageWords, Problem } from './words.ts'

/** What went wrong in a sentence, and where to try again. */
export function drawProblem(problem: Problem, path: string, language: PageLanguage, words: PageWords): string {
  const again =
    problem === 'outside' || problem === 'noNotices'
      ? ''
      : `<p><a class="button" href="${escapeHtml(path)}">${escapeHtml(words.again)}</a></p>`
  const body = `<p class="problem" role="alert">${escapeHtml(words.problem[problem])}</p>\n${again}`
  return drawPage(
    { title: path === noticesPath ? words.notices.title : words.letters.title, body, other: otherPath(path, language) },
    language,
    words,
  )
}
