import { drawPage, escapeHtml } from './html.ts'
import { otherPath } from './page-language.ts'
import { noticesPath } from './paths.ts'
import type { PageLanguage, PageWords, Problem } from './words.ts'

/** What went wrong in a sentence, and where to try again: `path`, which may name a language. */
export function drawProblem(problem: Problem, path: string, language: PageLanguage, words: PageWords): string {
  const again =
    problem === 'outside' || problem === 'noNotices'
      ? ''
      : `<p><a class="button" href="${escapeHtml(path)}">${escapeHtml(words.again)}</a></p>`
  const body = `<p class="problem" role="alert">${escapeHtml(words.problem[problem])}</p>\n${again}`
  const [page = path] = path.split('?')
  const { title } = page === noticesPath ? words.notices : words.letters
  return drawPage({ title, body, other: otherPath(page, language) }, language, words)
}
