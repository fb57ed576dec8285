import { type Html, html } from './html.ts'
import { layout } from './layout.ts'

/** The pages that officers go to and fro between. */
const places = [
  { path: '/desk', label: '值班室' },
  { path: '/desk/policies', label: '政策库' },
  { path: '/desk/reception', label: '接待日' },
]

/** A page for officers: where they are, what was just done or went wrong, and the page itself. */
export function staffLayout(page: {
  title: string
  body: Html
  /** The path of the place it belongs to. */
  place: string
  /** What was just done. */
  done?: string | undefined
  /** What could not be done, and what to do instead. */
  problem?: string | undefined
  refreshSeconds?: number
  refreshTo?: string
}): string {
  const { title, body, place, done, problem, refreshSeconds, refreshTo } = page
  const links = places.map(
    ({ path, label }) => html`<a href="${path}"${path === place && html` aria-current="page"`}>${label}</a> `,
  )
  return layout({
    title,
    language: 'zh',
    // A browser that tells nothing of where a form comes from names no origin either, and `letStaffIn` asks for it.
    hasForms: true,
    above: html`<nav class="no-print" aria-label="工作台">${links}</nav>`,
    body: html`${done !== undefined && html`<p class="done no-print" role="status">${done}</p>`}
${problem !== undefined && html`<p class="problem no-print" role="alert">${problem}</p>`}
${body}`,
    ...(refreshSeconds !== undefined && { refreshSeconds }),
    ...(refreshTo !== undefined && { refreshTo }),
  })
}
