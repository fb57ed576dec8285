import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { beforeEach, describe, expect, it } from 'vitest'
import { type Context, withWork } from '../../../domain/context.ts'
import { readEvents } from '../../../domain/events.ts'
import { walkIn } from '../../../domain/reception/door.ts'
import { numberOf } from '../../../domain/tickets.ts'
import type { ReceptionDay } from '../../../prisma/generated/client.ts'
import { testContext } from '../../embedded.ts'
import { booked, openDay } from '../../reception-day.ts'
import { at, fileMatter, openOffice } from '../../small-office.ts'
import { now, openApi } from '../open-api.ts'
import { enterDesk, type OfficerBrowser } from './officer-browser.ts'

let context: Context
let app: FastifyInstance
let clerk: OfficerBrowser
let today: { id: string; seats: string[] }
/** Days before: on the day itself only officers book. */
const before = at('2026-07-30', '09:00')
const board = () => `/desk/reception/${today.id}`
const visit = (id: string, act = '') => `/desk/reception/visits/${id}${act && `/${act}`}`

beforeEach(async () => {
  context = await testContext()
  await openOffice(context, now)
  ;({ app } = await openApi(context))
  clerk = await enterDesk(app, context, '值班甲')
  // It is nine o'clock: the first seat has passed.
  today = await openDay(context, { on: '2026-08-03', seats: 5 })
})

const colleague = () => enterDesk(app, context, '值班乙')
const supervisor = () => enterDesk(app, context, '主管甲', { role: 'supervisor' })

async function walksIn(name: string): Promise<{ id: string; number: number | null }> {
  const came = await withWork(context, now, (work) =>
    walkIn(work, { draftId: randomUUID(), dayId: today.id, name, words: '补偿', by: { officer: clerk.officer } }),
  )
  if (came.kind !== 'arrived') throw new Error(`It was ${came.kind}`)
  return { id: came.visit.id, number: came.visit.queueNumber }
}

const stateOf = async (id: string) => (await context.db.booking.findUniqueOrThrow({ where: { id } })).state
const dayRow = (): Promise<ReceptionDay> => context.db.receptionDay.findUniqueOrThrow({ where: { id: today.id } })
const nextIn = (html: string) => /name="next" value="([^"]*)"/.exec(html)?.[1] ?? 'none'

describe('who may', () => {
  it('nobody but staff opens anything of it', async () => {
    for (const part of ['', '/list', '/wall', '.json', '/book', '/walk-in', '/change']) {
      const answer = await app.inject({ url: `${board()}${part}`, headers: { accept: 'application/json' } })
      expect(answer.statusCode).toBe(401)
    }
  })

  it('a form that comes from another page than ours does nothing', async () => {
    const { id } = await walksIn('王秀兰')
    const sent = await app.inject({
      method: 'POST',
      url: `${board()}/call`,
      headers: { origin: 'https://elsewhere.example', cookie: clerk.cookie },
      payload: { next: id },
    })
    expect(sent.statusCode).toBe(403)
    expect(await stateOf(id)).toBe('arrived')
  })

  it('a clerk does not see how to change a day, and is told who does', async () => {
    expect((await clerk.opens('/desk/reception')).html).not.toContain('/change')
    expect((await clerk.opens(`${board()}/change`)).text).toContain('接待日要由主管、负责人或管理员来改。')
    const { text } = await clerk.sends(`${board()}/close`, { reason: '停电' })
    expect(text).toContain('接待日要由主管、负责人或管理员来改。')
    expect((await dayRow()).state).toBe('published')
  })
})

describe('the days', () => {
  it('stand with who receives, how many have booked and how many seats are free', async () => {
    const chief = await supervisor()
    await booked(context, before, today.id)
    const { text } = await chief.opens('/desk/reception')
    expect(text).toContain('2026年8月3日（星期一）')
    expect(text).toContain('石 朗 接待 · 一楼接访室')
    expect(text).toContain('共 5 个号，已约 1，候补 0，还可约 4')
  })

  it('have figures of a time, and a time that is none is said', async () => {
    const { id } = await walksIn('王秀兰')
    await clerk.sends(`${board()}/call`, { next: id })
    await clerk.sends(visit(id, 'finish'), { text: '说清楚了', what1: '量房', unit1: 'housing', by1: '30天' })
    const { text } = await clerk.opens('/desk/reception?from=2026-08-01&to=2026-08-31')
    expect(text).toContain('来了的 1，其中现场取号 1 位')
    expect(text).toContain('答应的事 1')
    expect((await clerk.opens('/desk/reception?from=2026-08-31&to=2026-08-01')).text).toContain('日期不对')
  })

  it('a chief moves, changes, closes, reopens, swaps and adds, and each says what was done', async () => {
    const chief = await supervisor()
    const later = await openDay(context, { on: '2026-08-17', seats: 2 })
    const path = `/desk/reception/${later.id}`
    await booked(context, before, later.id)
    expect((await chief.sends(`${path}/move`, { on: '8月18日', reason: '出差' })).text).toContain(
      '接待日改期了，已通知 1 位。',
    )
    const edited = await chief.sends(`${path}/edit`, {
      what: 'seats',
      hours: '8：30—11：30',
      seatMinutes: '30',
      seats: '６',
      reservedSeats: '1',
      reason: '人多',
    })
    expect(edited.text).toContain('改好了，已通知 1 位。')
    expect(edited.html).toContain('name="seats" value="6"')
    const place = { what: 'place', place: '二楼会议室', director: '陆青禾', video: 'yes', reason: '一楼装修' }
    expect((await chief.sends(`${path}/edit`, place)).text).toContain('改好了')
    expect((await chief.sends(`${path}/swap`, { other: today.id, reason: '开会' })).text).toContain('对调了')
    expect((await dayRow()).director).toBe('陆青禾')
    expect((await chief.sends(`${path}/close`, { reason: '停电' })).text).toContain('这个接待日取消了，已通知 1 位。')
    expect((await chief.sends(`${path}/reopen`, { reason: '来电了' })).text).toContain(
      '这个接待日恢复了，已通知 1 位。',
    )
    const { text } = await chief.opens(`${path}/change`)
    expect(text).toContain('主管甲：改期，原来 2026-08-17，改为 2026-08-18（出差）')
    const tour = { township: 'qingshi', on: '2026-08-20', place: '村部', reason: '路远' }
    expect((await chief.sends('/desk/reception/tours', tour)).text).toContain('加好了：2026年8月20日（星期四）。')
  })

  it('what is wrong with a change is said, and nothing is changed', async () => {
    const chief = await supervisor()
    const cases = [
      ['move', { on: '下个月', reason: '出差' }, '日期看不懂，请写成 2026-12-18 这样'],
      ['move', { on: '2026-08-15', reason: '出差' }, '那天休息'],
      ['move', { on: '2026-08-18', reason: '' }, '还没有写原因'],
      [
        'edit',
        { what: 'seats', hours: '上午', seatMinutes: '20', seats: '3', reservedSeats: '0', reason: '人多' },
        '时间要从早到晚写',
      ],
      [
        'edit',
        { what: 'seats', hours: '08:30-09:30', seatMinutes: '20', seats: '9', reservedSeats: '0', reason: '人多' },
        '最多排 3 个号',
      ],
      ['edit', { what: 'place', place: '', reason: '装修' }, '还没有写地点'],
      ['swap', { other: 'x', reason: '开会' }, '没有这个接待日'],
      ['reopen', { reason: '来电了' }, '没有取消，不用恢复'],
    ] as const
    const unchanged = await dayRow()
    for (const [act, fields, sentence] of cases) {
      expect((await chief.sends(`${board()}/${act}`, fields as Record<string, string>)).text).toContain(sentence)
      expect(await dayRow()).toEqual(unchanged)
    }
  })

  it('two chiefs who change a day from the same page: the second is asked to look again', async () => {
    const chief = await supervisor()
    const saw = '0'
    const place = { what: 'place', place: '二楼会议室', director: '石 朗', reason: '装修', saw }
    await chief.sends(`${board()}/edit`, place)
    const { text } = await chief.sends(`${board()}/edit`, { ...place, place: '三楼' })
    expect(text).toContain('同事刚改过这一天。您的没有改')
    expect((await dayRow()).place).toBe('二楼会议室')
  })
})

describe('the board', () => {
  it('checks in by code, whoever typed it how, and says the number and how many are before', async () => {
    const { booking } = await booked(context, before, today.id)
    await walksIn('王秀兰')
    const [a, ...rest] = booking.code.toLowerCase()
    const { text } = await clerk.sends(`${board()}/code`, { code: ` ${a}-${rest.join(' ')}` })
    expect(text).toContain('已签到：2 号，下一个就是。')
    expect(text).toContain('叫下一位：2 号')
    expect((await clerk.sends(`${board()}/code`, { code: booking.code })).text).toContain('早就签过到了，还是 2 号。')
  })

  it('says so when the code is wrong, of another day, or of a booking that was called off', async () => {
    expect((await clerk.sends(`${board()}/code`, { code: 'HHHHH' })).text).toContain('没有这个签到码')
    const later = await openDay(context, { on: '2026-08-17', seats: 1 })
    const { booking } = await booked(context, before, later.id)
    expect((await clerk.sends(`${board()}/code`, { code: booking.code })).text).toContain(
      '2026年8月17日（星期一） 的，不是今天',
    )
    const called = await booked(context, before, today.id)
    await clerk.sends(visit(called.id, 'cancel'), { reason: '打错了' })
    expect((await clerk.sends(`${board()}/code`, { code: called.booking.code })).text).toContain('已取消')
  })

  it('two clerks who press at once call one visitor, and the second is told calmly', async () => {
    const other = await colleague()
    const first = await walksIn('王秀兰')
    const second = await walksIn('李国强')
    const seen = nextIn((await other.opens(board())).html)
    expect(seen).toBe(first.id)
    const answers = await Promise.all([
      clerk.sends(`${board()}/call`, { next: seen }),
      other.sends(`${board()}/call`, { next: seen }),
    ])
    const said = answers.map(({ text }) => text)
    expect(said.filter((text) => text.includes('请 1 号。'))).toHaveLength(1)
    expect(said.filter((text) => text.includes('同事刚叫过号'))).toHaveLength(1)
    expect(await stateOf(second.id)).toBe('arrived')
  })

  it('a press on a visit that a colleague has moved on in between does nothing more', async () => {
    const other = await colleague()
    const { id } = await walksIn('王秀兰')
    await clerk.sends(`${board()}/call`, { next: id })
    await clerk.sends(visit(id, 'finish'), { text: '说清楚了', saw: 'called' })
    const { text } = await other.sends(visit(id, 'absent'), { saw: 'called' })
    expect(text).toContain('同事刚办过这一位，现在是“接待完了”。没有再改。')
    expect(await stateOf(id)).toBe('seen')
  })

  it('calls again, takes for absent, and puts back', async () => {
    const { id } = await walksIn('王秀兰')
    await clerk.sends(`${board()}/call`, { next: id })
    expect((await clerk.sends(visit(id, 'recall'), { saw: 'called' })).text).toContain('又叫了一遍 1 号。')
    expect((await clerk.sends(visit(id, 'absent'), { saw: 'called' })).text).toContain('1 号记为不在。')
    expect((await clerk.sends(visit(id, 'back'), { saw: 'noShow' })).text).toContain('1 号放回队伍了。')
    expect(await stateOf(id)).toBe('arrived')
    await clerk.sends(`${board()}/call`, { next: id })
    expect((await clerk.sends(`${board()}/call`, { next: '' })).text).toContain('没有人在等了')
  })

  it('refreshes itself only where nobody can be writing, and forgets what it said', async () => {
    const { id } = await walksIn('王秀兰')
    const still = await clerk.opens(board())
    expect(still.html).not.toContain('http-equiv="refresh"')
    expect(still.html).toContain('name="code"')
    const live = await clerk.sends(`${board()}/call`, { next: id, live: '1' })
    expect(live.text).toContain('请 1 号。')
    expect(live.html).toContain(`content="15; url=${board()}?live=1"`)
    expect(live.html).not.toContain('name="code"')
  })

  it('shows 王** until somebody asks for the name, which is written into the history of the matter once a day', async () => {
    const other = await colleague()
    const ticket = await fileMatter(context, before)
    const account = await context.db.account.findUniqueOrThrow({ where: { id: ticket.accountId } })
    await booked(context, before, today.id, { by: { account }, ticketId: ticket.id, name: '王秀兰' })
    const masked = await clerk.opens(board())
    expect(masked.text).toContain('王**')
    expect(masked.text).not.toContain('王秀兰')
    const looks = async () => {
      const events = await withWork(context, now, (work) => readEvents(work, ticket.id))
      return events.filter(({ kind }) => kind === 'identity-read').map(({ actor }) => actor)
    }
    expect(await looks()).toEqual([])
    expect((await clerk.opens(`${board()}?names=1`)).text).toContain('王秀兰')
    expect((await clerk.opens(`${board()}/list`)).text).toContain(`#${numberOf(ticket)}`)
    await other.opens(`${board()}/list`)
    expect(await looks()).toMatchObject([{ id: clerk.officer.id }, { id: other.officer.id }])
  })

  it('is data for officers, without whole names', async () => {
    await walksIn('王秀兰')
    const answer = await app.inject({ url: `${board()}.json`, headers: { cookie: clerk.cookie } })
    expect(answer.json()).toMatchObject({
      day: { id: today.id, on: '2026-08-03' },
      queue: [{ queueNumber: 1, name: '王**', startsAt: null, walkIn: true }],
      called: [],
    })
    expect(answer.body).not.toContain('王秀兰')
  })

  it('on the wall there are numbers and no names', async () => {
    const first = await walksIn('王秀兰')
    await walksIn('李国强')
    await clerk.sends(`${board()}/call`, { next: first.id })
    const { text, html } = await clerk.opens(`${board()}/wall`)
    expect(text).toContain('现在 1 号')
    expect(text).toContain('下一位 2 号')
    expect(text).not.toMatch(/王|李/)
    expect(html).toContain('http-equiv="refresh"')
  })

  it('a day that is none is a sentence', async () => {
    for (const id of ['x', randomUUID()]) {
      const { status, text } = await clerk.opens(`/desk/reception/${id}`)
      expect(status).toBe(404)
      expect(text).toContain('没有这个接待日。')
      expect((await clerk.sends(`/desk/reception/${id}/call`)).text).toContain('没有这个接待日。')
      expect((await clerk.sends(`/desk/reception/visits/${id}/absent`)).text).toContain('没有找到这个预约。')
    }
  })
})

describe('booking for somebody', () => {
  const form = (fields: Record<string, string> = {}) => ({
    draft: randomUUID(),
    name: '王秀兰',
    words: '问补偿',
    ...fields,
  })

  it('ends with the slip: the time, the code, what to bring, and nothing of who and what', async () => {
    const sent = await clerk.sends(`${board()}/book`, form({ needs: '听不清', wheelchair: 'yes' }))
    const row = await context.db.booking.findFirstOrThrow()
    expect(sent.text).toContain('约好了。请打印这张单子交给来人。')
    expect(sent.text).toContain('2026年8月3日（星期一） 09:20')
    expect(sent.text).toMatch(/签到码 [2-9A-Z]{5}/)
    expect(sent.text).toContain('0000-0000000')
    expect(sent.text).not.toMatch(/王秀兰|补偿|听不清/)
    expect(row).toMatchObject({
      state: 'booked',
      priority: true,
      accountId: null,
      madeBy: `officer:${clerk.officer.id}`,
    })
    const shown = await clerk.opens(visit(row.id))
    expect(shown.text).toContain('轮椅，听不清')
    expect(shown.text).toContain('问补偿')
  })

  it('submitted twice is one booking; a seat that is gone is said with what was typed kept', async () => {
    const other = await colleague()
    const filled = form({ seat: today.seats[2] ?? '' })
    await clerk.sends(`${board()}/book`, filled)
    await clerk.sends(`${board()}/book`, filled)
    expect(await context.db.booking.count()).toBe(1)
    const late = await other.sends(`${board()}/book`, form({ name: '李国强', seat: today.seats[2] ?? '' }))
    expect(late.status).toBe(422)
    expect(late.text).toContain('这个号刚被别人约走了，请另选一个。')
    expect(late.html).toContain('value="李国强"')
  })

  it('when nothing is free they are on the waiting list, and the slip says so', async () => {
    for (let i = 0; i < 5; i += 1) await booked(context, before, today.id)
    const { text } = await clerk.sends(`${board()}/book`, form())
    expect(text).toContain('排进候补')
    expect(text).toContain('候补第 1 位')
  })

  it('what is missing or wrong is asked for again in words', async () => {
    const cases = [
      [{ name: '' }, '还没有写来人的姓名。'],
      [{ phone: '123' }, '电话看不懂'],
      [{ words: '' }, '还没有写来意，或者事项的编号。'],
      [{ number: '2026-000999' }, '没有找到这个编号的事项'],
      [{ people: '甲一、乙二、丙三、丁四、戊五' }, '一件事最多来 5 位，请推选代表。'],
    ] as const
    for (const [fields, sentence] of cases) {
      for (const part of ['book', 'walk-in']) {
        const sent = await clerk.sends(`${board()}/${part}`, form(fields))
        expect(sent.status).toBe(422)
        expect(sent.text).toContain(sentence)
      }
      expect(await context.db.booking.count()).toBe(0)
    }
  })

  it('somebody with a booking is not booked twice, and who comes without one has a number', async () => {
    const other = await colleague()
    await clerk.sends(`${board()}/book`, form({ phone: '13800000001' }))
    const again = await other.sends(`${board()}/book`, form({ phone: '138 0000 0001' }))
    expect(again.text).toContain('这个人或者这件事已经有预约了：2026年8月3日（星期一） 09:20')
    const came = await clerk.sends(`${board()}/walk-in`, form({ name: '李国强' }))
    expect(came.text).toContain('已签到：1 号，下一个就是。')
  })

  it('who has a booking on another day is pointed to it when they come for a number', async () => {
    const later = await openDay(context, { on: '2026-08-17', seats: 1 })
    await clerk.sends(`/desk/reception/${later.id}/book`, form({ phone: '13800000001' }))
    const { text } = await clerk.sends(`${board()}/walk-in`, form({ phone: '13800000001' }))
    expect(text).toContain('他在 8月17日（星期一） 已经有一个预约了')
    expect(text).toContain('改时间')
  })
})

describe('a visit', () => {
  async function calledVisit(): Promise<string> {
    const { id } = await walksIn('王秀兰')
    await clerk.sends(`${board()}/call`, { next: id })
    return id
  }

  it('ends with words and promises whose dates were typed as people write them, and a paper for who has no account', async () => {
    const id = await calledVisit()
    const { text } = await clerk.sends(visit(id, 'finish'), {
      saw: 'called',
      text: '过渡费按月发',
      what1: '补发七月过渡费',
      unit1: 'compensation',
      by1: '8月31日',
      what2: '上门量房',
      unit2: 'housing',
      by2: '10天',
    })
    expect(text).toContain('他没有账号，请把答复打印出来当面交给他。')
    expect(text).toContain('补发七月过渡费 征地补偿股，2026年8月31日（星期一）以前')
    const promises = await context.db.receptionPromise.findMany({ orderBy: { dueOn: 'asc' } })
    expect(promises.map(({ unit, dueOn }) => [unit, dueOn])).toEqual([
      ['housing', '2026-08-13'],
      ['compensation', '2026-08-31'],
    ])
    const paper = await clerk.opens(visit(id, 'paper'))
    expect(paper.text).toContain('过渡费按月发')
    expect(paper.text).toContain('上门量房')
    expect(paper.text).not.toContain('王秀兰')
  })

  it('that is not written whole is asked for again, and what was typed stays', async () => {
    const cases = [
      [{ text: '' }, '还没有写怎么答复的。'],
      [{ what1: '量房' }, '第 1 件答应的事还没有写哪天以前办好。'],
      [{ by2: '8月31日' }, '第 2 件答应的事还没有写办什么。'],
      [{ what1: '量房', unit1: 'housing', by1: '尽快' }, '第 1 件的“尽快”看不出是今天以后的哪一天'],
      [{ what1: '量房', unit1: 'housing', by1: '2026-08-01' }, '看不出是今天以后的哪一天'],
      [{ what1: '量房', unit1: 'nobody', by1: '30天' }, '没有这个单位'],
    ] as const
    const id = await calledVisit()
    for (const [fields, sentence] of cases) {
      const sent = await clerk.sends(visit(id, 'finish'), { text: '按月发', ...(fields as Record<string, string>) })
      expect(sent.status).toBe(422)
      expect(sent.text).toContain(sentence)
      if (!('text' in fields)) expect(sent.html).toContain('>按月发</textarea>')
      expect(await stateOf(id)).toBe('called')
    }
  })

  it('that a colleague has ended is not ended again, and the words are not lost', async () => {
    const other = await colleague()
    const id = await calledVisit()
    await clerk.sends(visit(id, 'finish'), { text: '说清楚了', saw: 'called' })
    const late = await other.sends(visit(id, 'finish'), { text: '我这边也写了', saw: 'called' })
    expect(late.text).toContain('这位现在是“接待完了”，可能同事刚办过')
    expect(late.text).toContain('我这边也写了')
    expect(late.text).toContain('说清楚了')
  })

  it('is moved once when two clerks move it from the same page', async () => {
    const other = await colleague()
    const { id } = await booked(context, before, today.id)
    const { seatId } = await context.db.booking.findUniqueOrThrow({ where: { id } })
    const move = { saw: 'booked', sawSeat: seatId ?? '' }
    expect((await clerk.sends(visit(id, 'move'), { ...move, to: `${today.id}/${today.seats[3]}` })).text).toContain(
      '改好了',
    )
    const late = await other.sends(visit(id, 'move'), { ...move, to: `${today.id}/${today.seats[4]}` })
    expect(late.text).toContain('同事刚给这一位改过时间')
    expect((await context.db.booking.findUniqueOrThrow({ where: { id } })).seatId).toBe(today.seats[3])
  })

  it('is called off with a reason only', async () => {
    const { id } = await booked(context, before, today.id)
    expect((await clerk.sends(visit(id, 'cancel'), { reason: '' })).text).toContain('还没有写内容。')
    expect((await clerk.sends(visit(id, 'cancel'), { reason: '打错了' })).text).toContain('这个预约取消了')
    expect(await stateOf(id)).toBe('cancelled')
  })
})
