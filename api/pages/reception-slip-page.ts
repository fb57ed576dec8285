import type { Office } from '../../domain/office.ts'
import type { VisitView } from '../../domain/reception/booking-view.ts'
import { whatToBring } from '../../domain/rules/reception/bring.ts'
import { html } from './html.ts'
import { receptionDesk, visitPath } from './reception-paths.ts'
import { staffLayout } from './staff-layout.ts'
import { dayWords } from './words/reception.ts'

/**
 * What somebody without a phone takes home: when, where, the code for the door, what to bring, whom to call. In large
 * letters, and nothing of who they are or what it is about, for it may be lost.
 */
export function drawSlip(page: {
  office: Pick<Office, 'name' | 'phone' | 'categories' | 'reception'>
  visit: VisitView
  done?: string | undefined
  problem?: string | undefined
}): string {
  const { office, visit, done, problem } = page
  const { on, seat, place, code, category, waitingPlace, state, id } = visit
  const bring = whatToBring(office, category ?? undefined)
  const isOver = !['waiting', 'offered', 'booked', 'arrived'].includes(state)
  return staffLayout({
    title: '接待日预约单',
    place: receptionDesk,
    done,
    problem,
    body: html`<p class="no-print soft">用浏览器的“打印”打这一页。<a href="${visitPath(id)}">回这个预约</a></p>
${isOver && html`<p class="problem" role="note">这个预约已经结束，单子没有用了。</p>`}
<article class="slip">
<p>${office.name.zh}</p>
<p class="slip-when">${dayWords(on, { year: true })}${seat ? html`<br><strong>${seat.startsAt}</strong>` : ''}</p>
${waitingPlace !== null && html`<p><strong>还没有号，候补第 ${waitingPlace} 位。</strong>有号了我们告诉您。</p>`}
<p>地点：${place}</p>
<p>签到码<br><strong class="slip-code">${code}</strong><br><span class="soft">到了把这张单子给工作人员看</span></p>
${bring.length > 0 && html`<p>请带上：</p><ul>${bring.map(({ zh }) => html`<li>${zh}</li>`)}</ul><p>没有的也可以来。</p>`}
${office.phone && html`<p>来不了，或者想改时间，请打电话：<br><strong>${office.phone}</strong></p>`}
</article>`,
  })
}
