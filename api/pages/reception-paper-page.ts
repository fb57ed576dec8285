import { html } from './html.ts'
import { receptionDesk, visitPath } from './reception-paths.ts'
import { drawPromises, type VisitPage } from './reception-visit-page.ts'
import { staffLayout } from './staff-layout.ts'
import { dayWords } from './words/reception.ts'

/** What came of a visit and what was promised, for whoever has it on paper only. */
export function drawPaper(
  page: Pick<VisitPage, 'visit' | 'promises'> & { office: VisitPage['office'] & OfficeHead },
): string {
  const { visit, office } = page
  const { on, director, number, outcome, id } = visit
  return staffLayout({
    title: '接待答复',
    place: receptionDesk,
    body: html`<p class="no-print soft">用浏览器的“打印”打这一页，当面交给来人。<a href="${visitPath(id)}">回这个预约</a></p>
<article class="slip">
<p>${office.name.zh}</p>
<p>${dayWords(on, { year: true })}接待${director && `，接待人：${director}`}${number && html`<br>事项编号：${number}`}</p>
<h2>答复</h2><p class="as-written">${outcome ?? '还没有写。'}</p>
${drawPromises(page)}
${office.phone && html`<p>有问题请打电话：<strong>${office.phone}</strong></p>`}
</article>`,
  })
}

interface OfficeHead {
  name: { zh: string }
  phone?: string | undefined
}
