import type { WallNumbers } from '../../domain/reception/board.ts'
import { html } from './html.ts'
import { layout } from './layout.ts'
import { dayWords } from './words/reception.ts'

const refreshSeconds = 10

/** So many numbers are named that come after the next. */
const mostNext = 8

/** For the screen of the waiting room: numbers in large letters, and nobody's name. */
export function drawWall({ day, called, next }: WallNumbers): string {
  const [now, ...before] = called
  const [first, ...later] = next
  return layout({
    title: `接待日 ${dayWords(day.on)}`,
    language: 'zh',
    refreshSeconds,
    body: html`<div class="wall" role="status">
<p class="wall-now">${now === undefined ? '还没有叫号' : html`现在 <strong>${now} 号</strong>`}</p>
${before.length > 0 && html`<p>也在接待：${before.map((number) => `${number} 号`).join('、')}</p>`}
<p class="wall-next">${first === undefined ? '没有人在等' : html`下一位 <strong>${first} 号</strong>`}</p>
${
  later.length > 0 &&
  html`<p>后面：${later
    .slice(0, mostNext)
    .map((number) => `${number} 号`)
    .join('、')}${later.length > mostNext && ` 等 ${later.length} 位`}</p>`
}
</div>
<p class="soft">${day.place}</p>`,
  })
}
