import type { Office } from '../../domain/office.ts'
import type { ReceptionBoard } from '../../domain/reception/board.ts'
import type { VisitView } from '../../domain/reception/booking-view.ts'
import { type Html, html } from './html.ts'
import { dayPath, receptionDesk, visitPath } from './reception-paths.ts'
import { drawVisitLine, visitorName } from './reception-visit-lines.ts'
import { staffLayout } from './staff-layout.ts'
import { dayWords, reasonWords } from './words/reception.ts'

export interface BoardLook {
  /** Refreshes itself, and has no field that somebody could be writing in. */
  live: boolean
  /** Whole names instead of 王**. */
  names: boolean
}

const refreshSeconds = 15

/** The board of a reception day: who was called, who waits, who is still to come. */
export function drawBoard(page: {
  office: Pick<Office, 'categories'>
  board: ReceptionBoard
  look: BoardLook
  today: string
  done?: string | undefined
  problem?: string | undefined
}): string {
  const { office, board, look, today, done, problem } = page
  const { day } = board
  const isToday = day.on === today && day.state !== 'closed'
  return staffLayout({
    title: `接待日 ${dayWords(day.on)}`,
    place: receptionDesk,
    done,
    problem,
    ...(look.live && { refreshSeconds, refreshTo: `${dayPath(day.id)}?live=1` }),
    body: html`${drawDay(board, look)}
${isToday && drawCall(board, look)}
${isToday && !look.live && drawCode(day.id)}
${drawList('叫到的', board.called, (visit) => drawRow(office, visit, look, isToday && html`${press(visit, 'recall', '再叫一遍', look)}${press(visit, 'absent', '不在', look)}${open(visit, '写结果', true)}`))}
${drawList('在等的', board.queue, (visit, place) => html`<span class="soft">第 ${place + 1} 位</span>${drawRow(office, visit, look, isToday && html`${press(visit, 'absent', '走了', look)}${open(visit)}`)}`, { ordered: true })}
${drawList('约了还没到的', board.toCome, (visit) => drawRow(office, visit, look, html`${isToday && press(visit, 'arrive', '到了', look, true)}${open(visit)}`))}
${drawList('候补的', board.waitingList, (visit) => drawRow(office, visit, look, html`${isToday && press(visit, 'arrive', '到了', look)}${open(visit)}`))}
${drawList('没来的', board.noShows, (visit) => drawRow(office, visit, look, html`${isToday && press(visit, 'back', '放回队伍', look)}${open(visit)}`))}
${drawList('接待完的', board.seen, (visit) => drawRow(office, visit, look, open(visit, visit.outcome === null ? '补写结果' : '打开', visit.outcome === null)))}
${!look.live && drawWays(day.id, look)}`,
  })
}

function drawDay({ day }: ReceptionBoard, look: BoardLook): Html {
  const { live, names } = look
  const path = dayPath(day.id)
  const reason = reasonWords[day.state === 'closed' ? 'closed' : day.reason]
  return html`<p>${day.place}${day.video && '（也可以视频）'}${day.director && html` · 接待：${day.director}`}</p>
${day.state === 'closed' && html`<p class="problem" role="note">这个接待日已经取消。</p>`}
${day.state === 'planned' && html`<p class="soft">还没有公布，居民还不能约。</p>`}
<p class="soft">${reason !== '' && reason !== undefined && `${reason} · `}${day.provisional && '日期待放假安排公布 · '}${live ? `每 ${refreshSeconds} 秒自己刷新` : '这一页不会自己刷新'}</p>
<nav class="acts no-print" aria-label="这一天">
${live ? html`<a class="button" href="${path}">签到、取号</a>` : html`<a class="button" href="${path}?live=1">自动刷新的</a>`}
${names ? html`<a class="button" href="${path}">遮住姓名</a>` : !live && html`<a class="button" href="${path}?names=1">看全名（会记下）</a>`}
<a class="button" href="${path}/book">替人预约</a>
</nav>`
}

/** The one press that everything else waits for. It carries who is seen to be the next. */
function drawCall({ day, queue }: ReceptionBoard, look: BoardLook): Html {
  const next = queue[0]
  return html`<form class="big" action="${dayPath(day.id)}/call" method="post">${lookFields(look)}
<input type="hidden" name="next" value="${next?.id}">
<button class="strong" type="submit">${next ? `叫下一位：${next.queueNumber} 号` : '叫下一位'}</button></form>`
}

function drawCode(dayId: string): Html {
  return html`<form class="big" action="${dayPath(dayId)}/code" method="post">
<label for="code">签到码</label>
<div class="acts"><input class="grow code" id="code" name="code" maxlength="60" autocomplete="off" autocapitalize="characters" spellcheck="false" enterkeyhint="go" required><button class="strong" type="submit">签到</button></div>
</form>
<p><a class="button" href="${dayPath(dayId)}/walk-in">没有约的，现场取号</a></p>`
}

function drawList(
  title: string,
  visits: readonly VisitView[],
  draw: (visit: VisitView, place: number) => Html,
  { ordered = false } = {},
): Html {
  const rows = visits.map((visit, place) => html`<li>${draw(visit, place)}</li>\n`)
  return html`<section><h2>${title}（${visits.length}）</h2>
${visits.length > 0 && (ordered ? html`<ol class="rows">${rows}</ol>` : html`<ul class="rows">${rows}</ul>`)}</section>`
}

function drawRow(office: Pick<Office, 'categories'>, visit: VisitView, { names }: BoardLook, acts: Html | false): Html {
  return html`${drawVisitLine(office, visit, names)}${acts && html`<div class="acts no-print">${acts}</div>`}`
}

/** A form of one button. It carries the state that the presser sees. */
function press(visit: VisitView, act: string, label: string, look: BoardLook, strong = false): Html {
  const { id, state, queueNumber } = visit
  const who = queueNumber === null ? `${visit.seat?.startsAt ?? ''} ${visitorName(visit, false)}` : `${queueNumber} 号`
  return html`<form action="${visitPath(id)}/${act}" method="post">${lookFields(look)}<input type="hidden" name="saw" value="${state}"><button type="submit"${strong && html` class="strong"`} aria-label="${label}：${who}">${label}</button></form>`
}

function open(visit: VisitView, label = '打开', strong = false): Html {
  const who = visit.queueNumber === null ? visitorName(visit, false) : `${visit.queueNumber} 号`
  return html`<a class="button${strong ? ' strong' : ''}" href="${visitPath(visit.id)}" aria-label="${label}：${who}">${label}</a>`
}

function lookFields({ live, names }: BoardLook): Html {
  return html`${live && html`<input type="hidden" name="live" value="1">`}${names && html`<input type="hidden" name="names" value="1">`}`
}

function drawWays(dayId: string, { names }: BoardLook): Html {
  const path = dayPath(dayId)
  return html`<nav class="acts no-print" aria-label="别的"><a class="button" href="${path}/list">打印名单（会记下）</a>
<a class="button" href="${path}/wall">候访室大屏</a>
<a class="button" href="${path}${names ? '?names=1' : ''}">刷新</a></nav>`
}
