import type { WhyPage, WhyPart } from './office.ts'

/**
 * The page as HTML: `%title%` and `%page%` of the template, which is Chinese, are filled. `asked` is what its address asked, which
 * the link to the other language asks again.
 */
export function drawWhyPage(template: string, page: WhyPage, asked: Record<string, unknown>): string {
  const { title, office, problems, parts, form, other } = page
  const slots: Record<string, string> = {
    title: escapeHtml(title),
    page: [
      `<header><p>${escapeHtml(office)}</p><h1>${escapeHtml(title)}</h1>`,
      `<p><a href="${escapeHtml(addressOf(asked, other.language))}" lang="${other.language}">${escapeHtml(other.label)}</a></p></header>`,
      '<main>',
      ...problems.map((problem) => `<p class="problem" role="alert">${escapeHtml(problem)}</p>`),
      ...parts.map(drawPart),
      drawForm(page.language, form),
      '</main>',
    ].join('\n'),
  }
  const ofLanguage = page.language === 'zh' ? template : template.replace('<html lang="zh-CN">', '<html lang="en">')
  return ofLanguage.replace(/%(title|page)%/g, (_, slot: string) => slots[slot] ?? '')
}

function drawPart(part: WhyPart): string {
  switch (part.kind) {
    case 'answer':
      return `<section class="answer"><h2>${escapeHtml(part.label)}</h2><p><strong>${escapeHtml(part.text)}</strong></p><p>${escapeHtml(part.note)}</p></section>`
    case 'facts':
      return `<dl>${part.facts.map(({ label, text }) => `<dt>${escapeHtml(label)}</dt><dd>${escapeHtml(text)}</dd>`).join('')}</dl>`
    case 'days':
      return [
        `<section><h2>${escapeHtml(part.heading)}</h2><p>${escapeHtml(part.why)}</p>`,
        part.days.length > 0 ? `<ol>${part.days.map((day) => `<li>${escapeHtml(day)}</li>`).join('')}</ol>` : '',
        '</section>',
      ].join('')
    case 'law':
      return `<section><h2>${escapeHtml(part.label)}</h2><blockquote lang="zh-CN"><p>${escapeHtml(part.text)}</p></blockquote><p>${escapeHtml(part.source)}</p></section>`
  }
}

function drawForm(language: string, { heading, rule, start, submit }: WhyPage['form']): string {
  const options = rule.options.map(
    ({ value, label, isChosen }) =>
      `<option value="${escapeHtml(value)}"${isChosen ? ' selected' : ''}>${escapeHtml(label)}</option>`,
  )
  return [
    `<form action="/why" method="get"><h2>${escapeHtml(heading)}</h2>`,
    language === 'en' ? '<input type="hidden" name="lang" value="en">' : '',
    `<label>${escapeHtml(rule.label)} <select name="rule">${options.join('')}</select></label>`,
    `<label>${escapeHtml(start.label)} <input type="date" name="start" value="${escapeHtml(start.value)}" required></label>`,
    `<button type="submit" class="strong">${escapeHtml(submit)}</button></form>`,
  ].join('\n')
}

function addressOf(asked: Record<string, unknown>, language: string): string {
  const query = new URLSearchParams()
  for (const field of ['rule', 'start', 'extended', 'paused']) {
    const value = asked[field]
    if (typeof value === 'string') query.set(field, value)
  }
  query.set('lang', language)
  return `/why?${query}`
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
