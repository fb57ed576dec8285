import type { Office } from '../../domain/office.ts'
import type { DayCount } from '../../domain/reception/board.ts'
import type { ReceptionDayView } from '../../domain/reception/days.ts'
import type { ReceptionFigures } from '../../domain/reception/figures.ts'
import { type Html, html } from './html.ts'
import { dayPath, receptionDesk } from './reception-paths.ts'
import { staffLayout } from './staff-layout.ts'
import { dayWords, reasonWords } from './words/reception.ts'

/** The figures of a time, or that the time was not understood. */
export interface FiguresAsked {
  from: string
  to: string
  figures: ReceptionFigures | undefined
}

/** The reception days that come, with the ways to each, and the figures of a time. */
export function drawReceptionDays(page: {
  office: Pick<Office, 'townships' | 'reception'>
  today: string
  coming: readonly ReceptionDayView[]
  past: readonly ReceptionDayView[]
  counts: ReadonlyMap<string, DayCount>
  /** Supervisors, directors and administrators change the days. */
  isChief: boolean
  asked: FiguresAsked
  done?: string | undefined
  problem?: string | undefined
}): string {
  const { office, today, coming, past, counts, isChief, asked, done, problem } = page
  const draw = (day: ReceptionDayView) => drawDay(office, day, counts, { isChief, today })
  return staffLayout({
    title: '接待日',
    place: receptionDesk,
    done,
    problem,
    body: html`${coming.length === 0 && html`<p>还没有接待日。${office.reception === undefined && '要设，请 IT 人员在单位文件里写上 reception 一节。'}</p>`}
<ul class="found">${coming.map(draw)}</ul>
${past.length > 0 && html`<details><summary>已经过去的（${past.length}）</summary><ul class="found">${past.map(draw)}</ul></details>`}
${isChief && office.reception !== undefined && drawTour(office)}
${drawFigures(asked)}`,
  })
}

function drawDay(
  { townships }: Pick<Office, 'townships'>,
  day: ReceptionDayView,
  counts: ReadonlyMap<string, DayCount>,
  { isChief, today }: { isChief: boolean; today: string },
): Html {
  const { id, on, kind, township, reason, provisional, published, seats, free, director, place, video } = day
  const { seated, waiting } = counts.get(id ?? '') ?? { seated: 0, waiting: 0 }
  const where = kind === 'tour' && (townships.find((one) => one.id === township)?.name ?? township)
  const name = html`${dayWords(on, { year: true })}${where && ` ${where}下访`}`
  const marks = [
    on === today && '今天',
    reasonWords[reason],
    provisional && '日期待放假安排公布',
    !published && reason !== 'closed' && '还没公布',
  ].filter((mark): mark is string => typeof mark === 'string' && mark !== '')
  return html`<li><h2>${id === null ? name : html`<a href="${dayPath(id)}">${name}</a>`}</h2>
<p>${marks.map((mark) => html`<mark>${mark}</mark> `)}</p>
<p class="soft">${director ? `${director} 接待` : '接待人未定'} · ${place}${video && '（也可以视频）'}</p>
<p>共 ${seats} 个号，已约 ${seated}，候补 ${waiting}，还可约 ${free}</p>
${id !== null && html`<div class="acts"><a class="button" href="${dayPath(id)}">打开</a>${on >= today && isChief && html` <a class="button" href="${dayPath(id)}/change">改这一天</a>`}</div>`}</li>
`
}

function drawTour({ townships }: Pick<Office, 'townships'>): Html {
  return html`<details><summary>加一天下访</summary>
<form action="${receptionDesk}/tours" method="post" class="fields">
<label>到哪个乡镇 <select name="township" required><option value=""></option>${townships.map(({ id, name }) => html`<option value="${id}">${name}</option>`)}</select></label>
<label>哪一天 <input name="on" required autocomplete="off" placeholder="2026-12-18 或 12月18日"></label>
<label>在哪里 <input name="place" maxlength="200" required></label>
<label>谁接待（空着就按轮值） <input name="director" maxlength="50" autocomplete="off"></label>
<label><input type="checkbox" name="video" value="yes"> 也可以视频</label>
<label>原因（大家会看到） <input name="reason" maxlength="300" required></label>
<button type="submit" class="strong">加这一天</button>
</form></details>`
}

function drawFigures({ from, to, figures }: FiguresAsked): Html {
  return html`<section id="figures"><h2>一段时间的数字</h2>
<form class="no-print" action="${receptionDesk}#figures" method="get"><div class="acts">
<label>从 <input type="date" name="from" value="${from}" required></label>
<label>到 <input type="date" name="to" value="${to}" required></label>
<button type="submit">看</button></div></form>
${figures === undefined ? html`<p class="problem" role="alert">日期不对：要先写早的一天，再写晚的一天。</p>` : drawNumbers(figures)}</section>`
}

function drawNumbers(figures: ReceptionFigures): Html {
  const row = (label: string, value: number, more = '') =>
    html`<tr><th scope="row">${label}</th><td>${value}${more}</td></tr>\n`
  return html`<table><tbody>${row('接待日', figures.days, ` 天，${figures.seats} 个号`)}${row('约到号的', figures.booked)}
${row('候补过的', figures.waited, `，其中 ${figures.placed} 位等到了号`)}${row('来了的', figures.came, `，其中现场取号 ${figures.walkIns} 位`)}
${row('接待了的', figures.received)}${row('来了或候补了没接待上的', figures.notReached)}${row('约了没来的', figures.noShows)}
${row('答应的事', figures.promised)}${row('说办好了的', figures.kept, `，其中居民也说办好了 ${figures.confirmed} 件`)}${row('晚了的', figures.late)}</tbody></table>`
}
