import type { Office } from '../../domain/office.ts'
import { type Html, html } from './html.ts'
import { layout } from './layout.ts'
import { type Language, policyWords } from './words/policies.ts'

/** A page for everybody: the office's name, the ways to the other places, the same page in the other language. */
export function publicLayout(page: {
  office: Pick<Office, 'name'>
  language: Language
  title: string
  /** The page's own address without its language, such as `/policies?q=…`. */
  address: string
  body: Html
}): string {
  const { office, language, title, address, body } = page
  const words = policyWords[language]
  const { code, label } = words.otherLanguage
  return layout({
    title,
    language,
    above: html`<p class="soft">${office.name[language]}</p>
<nav class="no-print" aria-label="${words.ways}"><a href="/">${words.home}</a> <a href="${inLanguage('/policies', language)}">${words.policies}</a> <a href="${inLanguage(address, code)}" lang="${code}">${label}</a></nav>`,
    body,
  })
}

/** An address of ours in a language; Chinese is what is said without asking. */
export function inLanguage(address: string, language: Language): string {
  if (language === 'zh') return address
  const [path = '', fragment] = address.split('#')
  return `${path}${path.includes('?') ? '&' : '?'}lang=${language}${fragment === undefined ? '' : `#${fragment}`}`
}

export function languageIn(query: unknown): Language {
  return (query as { lang?: unknown } | null)?.lang === 'en' ? 'en' : 'zh'
}
