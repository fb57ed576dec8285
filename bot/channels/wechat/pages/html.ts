import type { PageLanguage, PageWords } from './words.ts'

export interface Page {
  title: string
  /** HTML, between the heading and the end. */
  body: string
  /** Attributes of `main`, with a space in front. */
  attributes?: string
  /** Addresses of scripts, in their order. */
  scripts?: string[]
  /** Where the same page is in the other language. */
  other: string
}

/** A whole page. It is read without a script and at any size of letters. */
export function drawPage(page: Page, language: PageLanguage, { office, otherLanguage }: PageWords): string {
  const { title, body, attributes = '', scripts = [], other } = page
  const otherLang = language === 'zh' ? 'en' : 'zh-CN'
  return `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="color-scheme" content="light dark">
<meta name="format-detection" content="telephone=no">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title>
<link rel="stylesheet" href="/wechat/pages/page.css">
${scripts.map((address) => `<script src="${escapeHtml(address)}" defer></script>`).join('\n')}
</head>
<body>
<header>
<p>${escapeHtml(office)}</p>
<h1>${escapeHtml(title)}</h1>
<p class="other"><a href="${escapeHtml(other)}" lang="${otherLang}">${escapeHtml(otherLanguage)}</a></p>
</header>
<main${attributes}>
${body}
</main>
</body>
</html>
`
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
