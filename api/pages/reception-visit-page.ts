import type { Office } from '../../domain/office.ts'
import type { VisitView } from '../../domain/reception/booking-view.ts'
import type { PromiseView } from '../../domain/reception/promise-view.ts'
import type { ReceptionDay, Seat } from '../../prisma/generated/client.ts'
import { type Html, html } from './html.ts'
import { dayPath, receptionDesk, slipPath, visitPath } from './reception-paths.ts'
import { needWords, topicName } from './reception-visit-lines.ts'
import { staffLayout } from './staff-layout.ts'
import { dayWords, visitStates } from './words/reception.ts'

type Typed = Readonly<Record<string, string>>

/** So many promises have a row in the form. */
export const promiseRows = 6

export interface FreeDay {
  day: Pick<ReceptionDay, 'id' | 'on'>
  free: readonly Seat[]
}

export interface VisitPage {
  office: Pick<Office, 'categories' | 'units'>
  visit: VisitView
  /** Is it today that they are received? */
  isToday: boolean
  /** The unit that the matter is with, or the clerk's own. */
  unit: string
  promises: readonly PromiseView[]
  freeDays: readonly FreeDay[]
  typed?: Typed
  done?: string | undefined
  problem?: string | undefined
}

/** One visit with everything that is known of it and can be done. Whole names: whoever opens it is written down. */
export function drawVisit(page: VisitPage): string {
  const { visit, isToday, typed, done, problem } = page
  const { id, state, seat, queueNumber, dayId, on, outcome } = visit
  const title = `${queueNumber === null ? (seat?.startsAt ?? '候补') : `${queueNumber} 号`} ${visit.name ?? '没留姓名'}`
  const isLive = ['waiting', 'offered', 'booked'].includes(state)
  const mayEnd = ['arrived', 'called'].includes(state) || (state === 'seen' && outcome === null)
  return staffLayout({
    title,
    place: receptionDesk,
    done,
    problem,
    body: html`<p><a class="button no-print" href="${dayPath(dayId)}">回 ${dayWords(on)}</a>${(isLive || state === 'arrived') && html` <a class="button no-print" href="${slipPath(id)}">打印单子</a>`}</p>
${drawFacts(page)}
<div class="acts no-print">${state === 'offered' && html`${press(visit, 'accept', '他要这个号', true)}${press(visit, 'decline', '他不要了')}`}
${isToday && (isLive || state === 'noShow') && press(visit, 'arrive', '到了', true)}
${isToday && state === 'called' && press(visit, 'recall', '再叫一遍')}
${isToday && ['booked', 'arrived', 'called'].includes(state) && press(visit, 'absent', '不在')}
${isToday && ['called', 'noShow'].includes(state) && html`${press(visit, 'back', '放回原来的位置', false, { where: 'same' })}${press(visit, 'back', '排到后面', false, { where: 'end' })}`}</div>
${mayEnd ? drawFinish(page) : drawUnsaved(typed)}
${outcome !== null && html`<h2>${state === 'cancelled' ? '为什么取消' : '答复'}</h2><p class="as-written">${outcome}</p>`}
${state === 'seen' && outcome !== null && html`<p class="no-print"><a class="button" href="${visitPath(id)}/paper">打印答复</a></p>`}
${drawPromises(page)}
${isLive && drawMove(page)}
${(isLive || state === 'arrived') && drawCancel(visit)}`,
  })
}

function drawFacts({ office, visit }: VisitPage): Html {
  const { state, seat, phone, people, words, number, category, waitingPlace, code, withoutAccount } = visit
  const fact = (label: string, value: Html | string | null | undefined | false) =>
    value ? html`<dt>${label}</dt><dd>${value}</dd>` : undefined
  return html`<dl class="facts">
${fact('现在', `${visitStates[state]}${waitingPlace === null ? '' : `第 ${waitingPlace} 位`}`)}
${fact('时间', seat && `${seat.startsAt}，${seat.minutes} 分钟`)}
${fact('电话', phone && html`<a href="tel:${phone}">${phone}</a>`)}
${fact('同来的', people.length > 1 && people.join('、'))}
${fact('需要', needWords({ ...visit, people: [] }).join('，'))}
${fact('事项', number && `#${number} ${topicName(office, category) ?? ''}`)}
${fact('来意', words && html`<span class="as-written">${words}</span>`)}
${fact('签到码', code)}
${fact('怎么告诉他', withoutAccount && '没有账号，只能打电话或者给纸')}
</dl>`
}

function drawFinish({ office, visit, unit, typed = {} }: VisitPage): Html {
  const rows = Array.from({ length: promiseRows }, (_, i) => drawPromiseRow(office, unit, typed, i + 1))
  const isFilled = Array.from({ length: promiseRows - 1 }, (_, i) => typed[`what${i + 2}`]).some(Boolean)
  return html`<section id="finish"><h2>接待结果</h2>
<form action="${visitPath(visit.id)}/finish" method="post" class="fields"><input type="hidden" name="saw" value="${visit.state}">
<label>怎么答复的（来人会收到这些话） <textarea name="text" rows="4" maxlength="2000" required>${typed.text ?? ''}</textarea></label>
<h3>答应他的事</h3><p class="soft">没有就空着。写了的都有日期，到期会催，办好了会问他。</p>
${rows[0]}
<details${isFilled && html` open`}><summary>还答应了别的</summary>${rows.slice(1)}</details>
<button type="submit" class="strong">记下，结束这次接待</button></form></section>`
}

/** What somebody wrote while a colleague ended the visit: they may have to hand it on. */
function drawUnsaved(typed: Typed | undefined): Html | false {
  const lines = Object.entries(typed ?? {}).filter(([name, text]) => /^(?:text|what|by)/.test(name) && text !== '')
  return (
    lines.length > 0 &&
    html`<h2>您写的，没有记下</h2><blockquote class="as-written">${lines.map(([, text]) => text).join('\n')}</blockquote>`
  )
}

function drawPromiseRow({ units }: Pick<Office, 'units'>, own: string, typed: Typed, row: number): Html {
  const chosen = typed[`unit${row}`] ?? own
  return html`<fieldset><legend>第 ${row} 件</legend>
<label>办什么 <input name="what${row}" value="${typed[`what${row}`] ?? ''}" maxlength="300" autocomplete="off"></label>
<label>谁来办 <select name="unit${row}">${units.map(({ id, name }) => html`<option value="${id}"${id === chosen && html` selected`}>${name.zh}</option>`)}</select></label>
<label>哪天以前 <input name="by${row}" value="${typed[`by${row}`] ?? ''}" maxlength="40" autocomplete="off" placeholder="12月18日 或 2026-12-18"></label>
</fieldset>
`
}

/** What was promised on the matter, as a page and a paper name it. */
export function drawPromises({ office, promises }: Pick<VisitPage, 'office' | 'promises'>): Html | false {
  return (
    promises.length > 0 &&
    html`<h2>答应的事</h2><ul>${promises.map(
      ({ text, unit, dueOn, doneAt, daysLate }) =>
        html`<li>${text} <span class="soft">${office.units.find(({ id }) => id === unit)?.name.zh ?? unit}，${dayWords(dueOn, { year: true })}以前${doneAt !== null ? '，已办好' : daysLate > 0 ? `，晚了 ${daysLate} 天` : ''}</span></li>\n`,
    )}</ul>`
  )
}

function drawMove({ visit, freeDays }: VisitPage): Html {
  const isAny = freeDays.some(({ free }) => free.length > 0)
  return html`<details class="no-print"><summary>改时间</summary>
${
  isAny
    ? html`<form action="${visitPath(visit.id)}/move" method="post" class="fields"><input type="hidden" name="saw" value="${visit.state}"><input type="hidden" name="sawSeat" value="${visit.seat?.id}">
<label>改到 <select name="to" required><option value=""></option>${freeDays.map(
        ({ day, free }) =>
          free.length > 0 &&
          html`<optgroup label="${dayWords(day.on, { year: true })}">${free.map(({ id, startsAt, reserved }) => html`<option value="${day.id}/${id}">${dayWords(day.on)} ${startsAt}${reserved && '（预留）'}</option>`)}</optgroup>`,
      )}</select></label>
<button type="submit" class="strong">改时间</button></form>`
    : html`<p>往后的接待日都没有空号。</p>`
}</details>`
}

function drawCancel(visit: VisitView): Html {
  return html`<details class="no-print"><summary>取消这个预约</summary>
<form action="${visitPath(visit.id)}/cancel" method="post" class="fields"><input type="hidden" name="saw" value="${visit.state}">
<label>原因（来人会收到） <input name="reason" maxlength="300" required autocomplete="off"></label>
<button type="submit">取消预约</button></form></details>`
}

function press(
  { id, state }: VisitView,
  act: string,
  label: string,
  strong = false,
  fields: Record<string, string> = {},
): Html {
  return html`<form action="${visitPath(id)}/${act}" method="post"><input type="hidden" name="saw" value="${state}">${Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}<button type="submit"${strong && html` class="strong"`}>${label}</button></form>`
}
