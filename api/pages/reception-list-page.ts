import type { Office } from '../../domain/office.ts'
import type { ReceptionBoard } from '../../domain/reception/board.ts'
import type { VisitView } from '../../domain/reception/booking-view.ts'
import { type Html, html } from './html.ts'
import { dayPath, receptionDesk } from './reception-paths.ts'
import { needWords, topicName } from './reception-visit-lines.ts'
import { staffLayout } from './staff-layout.ts'
import { dayWords } from './words/reception.ts'

/** The list of a day for the table of the reception room, printed on A4. */
export function drawFinalList(page: { office: Pick<Office, 'categories' | 'name'>; board: ReceptionBoard }): string {
  const { office, board } = page
  const { day, called, queue, toCome, waitingList, seen, noShows } = board
  const seated = [...called, ...queue, ...toCome, ...seen, ...noShows].toSorted(
    (a, b) =>
      (a.seat?.startsAt ?? '99').localeCompare(b.seat?.startsAt ?? '99') ||
      (a.queueNumber ?? Infinity) - (b.queueNumber ?? Infinity),
  )
  return staffLayout({
    title: `接待名单 ${dayWords(day.on, { year: true })}`,
    place: receptionDesk,
    body: html`<p class="no-print"><a class="button" href="${dayPath(day.id)}">回这一天</a> <span class="soft">上面有姓名，打开过会记入事项的办理记录。用完请收好。</span></p>
<p>${office.name.zh} · ${day.place}${day.director && ` · 接待：${day.director}`}</p>
${drawTable(office, seated)}
${waitingList.length > 0 && html`<h2>候补（${waitingList.length}）</h2>${drawTable(office, waitingList)}`}`,
  })
}

function drawTable(office: Pick<Office, 'categories'>, visits: readonly VisitView[]): Html {
  if (visits.length === 0) return html`<p>没有人约。</p>`
  return html`<div class="wide" role="region" aria-label="名单，可以左右移动" tabindex="0"><table class="list">
<thead><tr><th scope="col">时间</th><th scope="col">姓名</th><th scope="col">事项</th><th scope="col">人数</th><th scope="col">需要</th><th scope="col">优先</th></tr></thead>
<tbody>${visits.map((visit) => drawRow(office, visit))}</tbody></table></div>`
}

function drawRow(office: Pick<Office, 'categories'>, visit: VisitView): Html {
  const { seat, name, number, category, people, priority, waitingPlace, walkIn } = visit
  const when = seat?.startsAt ?? (waitingPlace === null ? (walkIn ? '现场' : '') : `第 ${waitingPlace}`)
  const about = [number && `#${number}`, topicName(office, category)].filter(Boolean).join(' ')
  return html`<tr><td>${when}</td><td>${name ?? ''}</td><td>${about}</td><td>${Math.max(1, people.length)}</td><td>${needWords({ ...visit, people: [], priority: false }).join('，')}</td><td>${priority && '是'}</td></tr>
`
}
