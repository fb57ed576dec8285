import { type Html, html } from './html.ts'

export interface Page {
  title: string
  language: 'zh' | 'en'
  /** Above the title, such as the office's name. */
  above?: Html | string
  body: Html
  /** Its forms tell our own server, and nobody else, which page they were sent from. */
  hasForms?: boolean
  /** Asks for itself again after so many seconds, for boards that hang on a wall. */
  refreshSeconds?: number
  /** What it asks for then, where that is not its own address: what was just done is told once. */
  refreshTo?: string
}

/** A whole page, read without a script and printed as it stands. */
export function layout({ title, language, above, body, hasForms = false, refreshSeconds, refreshTo }: Page): string {
  return html`<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="${hasForms ? 'same-origin' : 'no-referrer'}">
${refreshSeconds !== undefined && html`<meta http-equiv="refresh" content="${refreshSeconds}${refreshTo !== undefined && `; url=${refreshTo}`}">`}
<title>${title}</title>
<link rel="stylesheet" href="/pages/page.css">
</head>
<body>
${above !== undefined && html`<header>${above}</header>`}
<main>
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`.text
}
