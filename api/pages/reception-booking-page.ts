import type { ReceptionDay, Seat } from '../../prisma/generated/client.ts'
import { type Html, html } from './html.ts'
import { dayPath, receptionDesk } from './reception-paths.ts'
import { staffLayout } from './staff-layout.ts'
import { dayWords } from './words/reception.ts'

type Typed = Readonly<Record<string, string>>

/** A clerk books for somebody who cannot do it themselves. What was typed stands there again when something is wrong. */
export function drawBooking(page: {
  day: ReceptionDay
  free: readonly Seat[]
  draftId: string
  maxPeople: number
  typed?: Typed
  problem?: string | undefined
}): string {
  const { day, free, draftId, maxPeople, typed = {}, problem } = page
  return staffLayout({
    title: `替人预约 ${dayWords(day.on)}`,
    place: receptionDesk,
    problem,
    body: html`<p><a class="button" href="${dayPath(day.id)}">回这一天</a></p>
<p>${free.length > 0 ? `还有 ${free.length} 个空号。` : '没有空号了，会排进候补。'}不用谁同意，写好就约上；约好了打印单子交给来人。</p>
<form action="${dayPath(day.id)}/book" method="post" class="fields">
<input type="hidden" name="draft" value="${draftId}">
<label>几点 <select name="seat"><option value="">最早的空号</option>${free.map(
      ({ id, startsAt, reserved }) =>
        html`<option value="${id}"${typed.seat === id && html` selected`}>${startsAt}${reserved && '（预留）'}</option>`,
    )}</select></label>
${drawVisitorFields(typed, maxPeople)}
<button type="submit" class="strong">约好，打印单子</button>
</form>`,
  })
}

/** Somebody has come without a booking: they get a number. */
export function drawWalkIn(page: {
  day: ReceptionDay
  draftId: string
  maxPeople: number
  typed?: Typed
  problem?: string | undefined
}): string {
  const { day, draftId, maxPeople, typed = {}, problem } = page
  return staffLayout({
    title: '现场取号',
    place: receptionDesk,
    problem,
    body: html`<p><a class="button" href="${dayPath(day.id)}">回这一天</a></p>
<p>约了的先叫，现场的按号叫。今天约过的人会用原来的预约签到。</p>
<form action="${dayPath(day.id)}/walk-in" method="post" class="fields">
<input type="hidden" name="draft" value="${draftId}">
${drawVisitorFields(typed, maxPeople)}
<button type="submit" class="strong">给他一个号</button>
</form>`,
  })
}

function drawVisitorFields(typed: Typed, maxPeople: number): Html {
  const value = (name: string) => typed[name] ?? ''
  const checked = (name: string) => typed[name] === 'yes' && html` checked`
  return html`<label>姓名 <input name="name" value="${value('name')}" maxlength="50" required autocomplete="off"></label>
<label>电话（没有就空着） <input name="phone" value="${value('phone')}" maxlength="40" type="tel" autocomplete="off"></label>
<label>来意，用他的话写 <textarea name="words" rows="3" maxlength="2000">${value('words')}</textarea></label>
<label>或者事项编号 <input name="number" value="${value('number')}" maxlength="20" autocomplete="off" placeholder="2026-000123"></label>
<details${['people', 'wheelchair', 'homeVisit', 'dialect', 'needs'].some((name) => value(name) !== '') && html` open`}><summary>同来的人、需要什么</summary>
<label>同来的人（一行一个，连本人最多 ${maxPeople} 位） <textarea name="people" rows="3" maxlength="300">${value('people')}</textarea></label>
<label><input type="checkbox" name="wheelchair" value="yes"${checked('wheelchair')}> 坐轮椅</label>
<label><input type="checkbox" name="homeVisit" value="yes"${checked('homeVisit')}> 来不了，要上门</label>
<label>讲什么方言 <input name="dialect" value="${value('dialect')}" maxlength="50" autocomplete="off"></label>
<label>还要什么 <input name="needs" value="${value('needs')}" maxlength="300" autocomplete="off"></label>
</details>`
}
