import type { ReceptionDayView } from '../../domain/reception/days.ts'
import type { DayChange } from '../../domain/reception/history.ts'
import type { SeatTime } from '../../domain/rules/reception/seats.ts'
import type { ReceptionDay } from '../../prisma/generated/client.ts'
import { type Html, html } from './html.ts'
import { dayPath, receptionDesk } from './reception-paths.ts'
import { staffLayout } from './staff-layout.ts'
import { dayWords } from './words/reception.ts'

/** Everything that a chief may change of a day, each in a form of its own, and what was changed before. */
export function drawChange(page: {
  day: ReceptionDay
  seats: readonly SeatTime[]
  /** As the hours are now: `08:30-11:30 14:30-17:10`. */
  hours: string
  directors: readonly string[]
  /** Other days of which the director could be swapped. */
  others: readonly ReceptionDayView[]
  /** With the time and the name of who did it. */
  changes: readonly { change: DayChange; at: string; by: string }[]
  done?: string | undefined
  problem?: string | undefined
}): string {
  const { day, changes, done, problem } = page
  return staffLayout({
    title: `改 ${dayWords(day.on, { year: true })} 的接待日`,
    place: receptionDesk,
    done,
    problem,
    body: html`<p><a class="button" href="${dayPath(day.id)}">这一天的名单</a></p>
<p>改了以后，约了的居民、值班室和接待人都会收到通知。</p>
${day.state === 'closed' ? drawReopen(day, changes.length) : drawOpen(page)}
${drawHistory(changes)}`,
  })
}

function drawOpen(page: Parameters<typeof drawChange>[0]): Html {
  const { day, seats, hours, directors, others, changes } = page
  const path = dayPath(day.id)
  const reserved = seats.filter((seat) => seat.reserved).length
  return html`<details><summary>改到另一天</summary><form action="${path}/move" method="post" class="fields">
<label>改到 <input name="on" required autocomplete="off" placeholder="2026-12-18 或 12月18日"></label>
${reason(changes.length)}<button type="submit" class="strong">改期</button></form></details>
<details><summary>改地点、视频、接待人</summary><form action="${path}/edit" method="post" class="fields">
<label>地点 <input name="place" value="${day.place}" maxlength="200" required></label>
<input type="hidden" name="what" value="place">
<label><input type="checkbox" name="video" value="yes"${day.video && html` checked`}> 也可以视频</label>
<label>接待人 <input name="director" value="${day.director ?? ''}" maxlength="50" list="directors" autocomplete="off"></label>
<datalist id="directors">${directors.map((name) => html`<option value="${name}">`)}</datalist>
${reason(changes.length)}<button type="submit" class="strong">改</button></form></details>
<details><summary>改时间和号数</summary><form action="${path}/edit" method="post" class="fields">
<input type="hidden" name="what" value="seats">
<label>时间（几段用空格隔开） <input name="hours" value="${hours}" maxlength="100" required></label>
<label>每个号几分钟 <input name="seatMinutes" value="${seats[0]?.minutes ?? 20}" inputmode="numeric" maxlength="3" required></label>
<label>一共几个号 <input name="seats" value="${seats.length}" inputmode="numeric" maxlength="3" required></label>
<label>其中预留几个（给老人和没有手机的） <input name="reservedSeats" value="${reserved}" inputmode="numeric" maxlength="3" required></label>
${reason(changes.length)}<button type="submit" class="strong">改</button></form></details>
${
  others.length > 0 &&
  html`<details><summary>和另一天对调接待人</summary><form action="${path}/swap" method="post" class="fields">
<label>和哪一天 <select name="other" required><option value=""></option>${others.map(({ id, on, director }) => html`<option value="${id}">${dayWords(on, { year: true })} ${director ?? '未定'}</option>`)}</select></label>
${reason(changes.length)}<button type="submit" class="strong">对调</button></form></details>`
}
<details><summary>取消这一天</summary><form action="${path}/close" method="post" class="fields">
<p>约了的都会取消，并且告诉他们下一个能约的日子。</p>
${reason(changes.length)}<button type="submit">取消这个接待日</button></form></details>`
}

function drawReopen(day: ReceptionDay, saw: number): Html {
  return html`<p class="problem" role="note">这个接待日已经取消。</p>
<form action="${dayPath(day.id)}/reopen" method="post" class="fields">${reason(saw)}<button type="submit" class="strong">恢复，照常接待</button></form>`
}

/** Why, and after how many changes the page was drawn: a colleague's change in between is not written over. */
function reason(saw: number): Html {
  return html`<input type="hidden" name="saw" value="${saw}"><label>原因（大家会看到） <input name="reason" maxlength="300" required autocomplete="off"></label>
`
}

const whatWords: Record<DayChange['what'], string> = {
  added: '加了这一天',
  moved: '改期',
  changed: '改了',
  swapped: '对调接待人',
  closed: '取消',
  reopened: '恢复',
}

function drawHistory(changes: Parameters<typeof drawChange>[0]['changes']): Html | false {
  return (
    changes.length > 0 &&
    html`<h2>改过的</h2><ul>${changes.map(
      ({ change: { what, words, from, to }, at, by }) =>
        html`<li>${at} ${by}：${whatWords[what]}${from && `，原来 ${from}`}${to && `，改为 ${to}`}${words !== '' && `（${words}）`}</li>\n`,
    )}</ul>`
  )
}
