import { afterEach, beforeEach, expect, it } from 'vitest'
import { withWork } from '../../../../domain/context.ts'
import { replyToTicket } from '../../../../domain/replies.ts'
import { numberOf } from '../../../../domain/tickets.ts'
import { exampleOffice } from '../../../context.ts'
import { hire } from '../../../small-office.ts'
import type { Person } from '../../../wechat/server.ts'
import { answerTemplate, closeBenches } from './open.ts'
import { openAccount } from './open-account.ts'

// The first database of a worker takes long on a busy machine.
let account: Awaited<ReturnType<typeof openAccount>>
beforeEach(async () => {
  account = await openAccount()
})
afterEach(closeBenches)

const hour = 3_600_000

const last = (person: Person) => person.screen.at(-1)?.text ?? ''

it('a resident follows, reports in numbers and taps, falls silent, and hears of the answer all the same', async () => {
  const { wechat, clock, context, now, settle } = account
  const { officer } = await hire(context, now(), '张三')
  const person = wechat.person({ follows: false })
  const does = async (act: Promise<unknown>) => {
    await act
    clock.now += 5_000
    await settle()
  }

  await does(person.follows())
  expect(last(person)).toMatch(/1\. 反映问题/)
  await does(person.does('CLICK', { EventKey: 'report' }))
  const group = exampleOffice().categories[0]
  expect(last(person)).toContain(`1. ${group?.name.zh}`)
  await does(person.says('1'))
  if (group?.children) await does(person.says('1'))
  await does(person.says('柳湾村'))
  await does(person.says('三号楼一下雨就漏。'))
  await does(person.sends('voice', { MediaId: person.puts({ mime: 'audio/amr', content: amr }), Format: 'amr' }))
  await does(person.says('完成'))
  await does(person.taps('匿名'))
  await does(person.taps('提交'))

  const ticket = await context.db.ticket.findFirstOrThrow()
  const number = numberOf(ticket)
  expect(person.screen.map(({ text }) => text).join('\n')).toContain(number)
  expect(await context.db.attachment.count()).toBe(1)
  const receipt = await context.db.outbox.findFirstOrThrow({ where: { kind: 'receipt' } })
  expect(receipt.status).toBe('sent')

  await does(person.agrees(answerTemplate.id))
  const seen = person.screen.length
  clock.now += 49 * hour
  await withWork(context, now(), (work) =>
    replyToTicket(work, officer, number, { kind: 'reply', text: '下周二上门维修。' }),
  )
  clock.now += 60_000
  await settle()
  expect(person.screen).toHaveLength(seen)
  expect(person.notices).toMatchObject([
    { page: 'https://xq.example/wechat/letters?lang=zh', fields: { character_string1: number } },
  ])
  const answer = () => context.db.outbox.findFirstOrThrow({ where: { kind: 'answer' } })
  expect(await answer()).toMatchObject({ status: 'closed', deliveredAt: null })

  await does(person.says('有人看了吗'))
  expect(person.screen.map(({ text }) => text).join('\n')).toContain('下周二上门维修。')
  expect(await answer()).toMatchObject({ status: 'sent' })
  expect(person.notices).toHaveLength(1)
})

it('a push that is brought again is one message and one window, whichever instance it comes to', async () => {
  const { wechat, context, instance, settle } = account
  const person = wechat.person()
  await person.says('你好')
  await instance()
  await person.again()
  await settle()
  expect(await context.db.inbox.count()).toBe(1)
  expect(await context.db.replyWindow.findMany({ select: { left: true } })).toEqual([
    { left: 5 - person.screen.length },
  ])
  await person.agrees(answerTemplate.id)
  await person.again()
  expect(await context.db.noticeConsent.findMany({ select: { times: true } })).toEqual([{ times: 1 }])
})

it('two instances count the same five messages', async () => {
  const { wechat, one, instance } = account
  const other = await instance()
  const person = wechat.person()
  await person.says('你好')
  const sends = Array.from({ length: 6 }, (_, index) =>
    (index % 2 === 0 ? one : other).send(person.openid, `第${index}条`, { id: `m${index}` }),
  )
  const kinds = (await Promise.all(sends)).map(({ kind }) => kind)
  expect(kinds.filter((kind) => kind === 'sent')).toHaveLength(5)
  expect(kinds.filter((kind) => kind === 'closed')).toHaveLength(1)
  expect(wechat.callsOf('/cgi-bin/message/custom/send').map(({ errcode }) => errcode)).toEqual([0, 0, 0, 0, 0])
})

/** The beginning by which a voice of WeChat is known, and some silence. */
const amr = Buffer.concat([Buffer.from('#!AMR\n'), Buffer.alloc(64, 0x7c)])
