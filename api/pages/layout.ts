import { type Html, html } from './html.ts'

export interface Page {
  title: string
  language: 'zh' | 'en'
  /** Above the title, such as the office's name. */
  above?: Html | string
  body: Html
  /** Asks for itself again after so many seconds, for boards that hang on a wall. */
  refreshSeconds?: number
}

/** A whole page, read without a script and printed as it stands. */
export function layout({ title, language, above, body, refreshSeconds }: Page): string {
  return html`<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
${refreshSeconds !== undefined && html`<meta http-equiv="refresh" content="${refreshSeconds}">`}
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
