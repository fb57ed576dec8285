import type { NoticeTemplates } from '../settings.ts'
import { drawPage, escapeHtml } from './html.ts'
import type { SdkConfig } from './js-sdk.ts'
import { otherPath } from './page-language.ts'
import { noticesPath } from './paths.ts'
import type { PageLanguage, PageWords } from './words.ts'

/** WeChat's script, which draws its own button: a consent is given to WeChat, not to us. */
export const sdkScript = 'https://res.wx.qq.com/open/js/jweixin-1.6.0.js'

/** WeChat takes at most so many templates at once, and not those for good together with those for once. */
const mostTogether = 3

/** The page with a button for each group of templates that may be asked for together. */
export function drawNotices(
  templates: NoticeTemplates,
  config: SdkConfig,
  language: PageLanguage,
  words: PageWords,
): string {
  const { title, why, drawing, agreed, refused, failed } = words.notices
  const all = Object.values(templates)
  const groups = [true, false].map((isLong) => ({
    isLong,
    ids: [...new Set(all.filter(({ longTerm = false }) => longTerm === isLong).map(({ id }) => id))],
  }))
  const state = (when: string, text: string, isHidden = true) =>
    `<p data-when="${when}" role="status"${isHidden ? ' hidden' : ''}>${escapeHtml(text)}</p>`
  const body = [
    `<p>${escapeHtml(why)}</p>`,
    ...groups.filter(({ ids }) => ids.length > 0).map(({ isLong, ids }) => drawGroup(isLong, ids, words)),
    state('drawing', drawing, false),
    state('agreed', agreed),
    state('refused', refused),
    state('failed', failed),
  ].join('\n')
  const scripts = [sdkScript, '/wechat/pages/notices.js']
  const attributes = ` data-config="${escapeHtml(JSON.stringify(config))}"`
  return drawPage({ title, body, attributes, scripts, other: otherPath(noticesPath, language) }, language, words)
}

function drawGroup(isLong: boolean, ids: string[], { notices }: PageWords): string {
  const button = `<button class="agree">${escapeHtml(notices.agree)}</button>`
  return [
    '<section>',
    `<p>${escapeHtml(isLong ? notices.forLong : notices.once)}</p>`,
    `<wx-open-subscribe template="${escapeHtml(ids.slice(0, mostTogether).join(','))}">`,
    `<script type="text/wxtag-template" slot="style"><style>${tagStyle}</style></script>`,
    `<script type="text/wxtag-template">${button}</script>`,
    '</wx-open-subscribe>',
    '</section>',
  ].join('\n')
}

/** WeChat draws it in a frame of its own, where our style sheet does not reach. */
const tagStyle =
  '.agree{width:100%;min-height:52px;padding:8px 16px;border:0;border-radius:10px;background:#1d5572;color:#fffaf0;font-size:20px;line-height:1.5}'
