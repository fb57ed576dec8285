import { randomUUID } from 'node:crypto'
import { officerAccount } from '../../bot/channels/web/office.ts'
import { withWork } from '../../domain/context.ts'
import { inviteOfficer } from '../../domain/officers.ts'
import { addDays, civilDateOf } from '../../domain/rules/civil-date.ts'
import { countEvents, expect, expectState, photo, StoryError, tapFrom } from './cast.ts'
import type { Seen, Stage } from './stage.ts'
import type { Transcript } from './transcript.ts'

const firstDay = '2026-08-03'
const room = { room: 'main' }
const name = '柳叶青'
const phone = '13800000000'

/**
 * A resident files, an officer answers, two decide, and it is carried out: one matter from the first word to the last, with every
 * promise on the way looked at. Throws StoryError when one was not kept.
 */
export async function tellStory(stage: Stage, transcript: Transcript): Promise<void> {
  const resident = { account: `resident:${randomUUID()}` }
  transcript.tells('一个不存在的县：云溪县。手机上是居民的网页，值班室是工作人员的网页。')
  const officer = await officerEnters(stage, transcript, '值班员')
  const colleague = await officerEnters(stage, transcript, '股长')
  const number = await residentFiles(stage, transcript, resident)
  const card = await cardAppears(stage, number)
  await officerAccepts(stage, transcript, { officer, resident, number, card })
  await officeIsReminded(stage, transcript, number)
  await officerAnswers(stage, transcript, { officer, resident, number, card })
  await residentReads(stage, transcript, { resident, number }, '施工队')
  await expectState(stage, 'answered')
  await twoOfficersDecide(stage, transcript, { officer, resident, number, card }, colleague)
  await residentReads(stage, transcript, { resident, number }, '请求')
  await expectState(stage, 'executing')
  await officerCarriesOut(stage, transcript, { officer, resident, number, card })
}

async function officerEnters(stage: Stage, transcript: Transcript, called: string): Promise<string> {
  stage.moveTo(firstDay, '08:40')
  const { code } = await withWork(stage.context, stage.now(), (work) =>
    inviteOfficer(work, { name: called, role: 'officer', unit: 'housing' }),
  )
  const entered = await stage.office.staff.enter(code, officerAccount)
  const member = entered && (await stage.office.staff.find(entered.secret))
  if (!member) throw new StoryError('The one-time link did not let the officer in.')
  transcript.tells(`${member.name}用一次性链接进入值班室，${member.unit}`)
  expect(
    (await stage.office.staff.enter(code, officerAccount)) === undefined,
    'The one-time link worked a second time.',
  )
  return officerAccount(member.id)
}

async function residentFiles(stage: Stage, transcript: Transcript, resident: { account: string }): Promise<string> {
  stage.moveTo(firstDay, '09:12')
  let seen: Seen[] = []
  const look = async () => {
    seen = await stage.look(resident, '手机')
    await stage.open(resident)
  }
  const write = async (text: string) => {
    transcript.says('居民', text)
    await stage.post(resident, { kind: 'text', text })
    await look()
  }
  const tap = async (value: string) => {
    await tapFrom(stage, transcript, resident, seen, value)
    await look()
  }
  transcript.tells('居民打开网页')
  await stage.post(resident, { kind: 'opened' })
  await look()
  await tap('report')
  await tap('category:housing')
  await tap('category:settlement-quality')
  await write('柳湾村')
  stage.moveTo(firstDay, '09:14')
  await write('安置点三号楼一下雨就漏，墙皮掉了一大块，报修两个月没人来。')
  transcript.says('居民', '［照片：三号楼的墙］')
  await stage.post(resident, { kind: 'media', files: [await photo(stage, resident.account)] })
  await look()
  await tap('done')
  await tap('contact:give')
  await write(name)
  await write(phone)
  await tap('submit')
  const receipt = seen.find((one) => one.reply.secrets?.code !== undefined)
  const number = /\d{4}-\d{6}/.exec(receipt?.reply.text ?? '')?.[0]
  if (!number) throw new StoryError('The resident has no receipt with a number and a query code.')
  const again = await stage.office.boxes.read(resident, 0, 200)
  expect(
    again.letters.every((letter) => letter.secrets === undefined),
    'The query code is still kept after it was shown.',
  )
  return number
}

async function cardAppears(stage: Stage, number: string): Promise<string> {
  const seen = await stage.look(room, '值班室')
  const card = seen.find((one) => one.reply.card?.number === number)
  if (!card) throw new StoryError('No card has come into the staff room.')
  const all = JSON.stringify(seen)
  expect(!all.includes(name) && !all.includes(phone), 'The card tells who filed it.')
  return card.id
}

interface Matter {
  officer: string
  resident: { account: string }
  number: string
  card: string
}

async function officerAccepts(stage: Stage, transcript: Transcript, matter: Matter): Promise<void> {
  stage.moveTo(firstDay, '09:30')
  for (const act of ['claim', 'accept']) {
    transcript.says('值班员', act === 'claim' ? '（点卡片上的）认领' : '（点卡片上的）受理')
    await stage.post(
      { account: matter.officer, ...room },
      { kind: 'choice', value: `${act}:${matter.number}`, keyboard: matter.card },
    )
    await stage.look(room, '值班室')
  }
  await expectState(stage, 'accepted')
  const notice = await stage.look(matter.resident, '手机')
  expect(
    notice.some((one) => one.reply.text.includes(matter.number)),
    'The resident did not hear that the matter was accepted.',
  )
  await stage.open(matter.resident)
  await stage.look(room, '值班室')
}

/** The days go by, each with its jobs, until the first reminder. */
async function officeIsReminded(stage: Stage, transcript: Transcript, number: string): Promise<void> {
  const { dueOn } = await stage.context.db.clock.findFirstOrThrow({ where: { rule: 'HANDLE_60D' } })
  for (let on = addDays(firstDay, 1); on <= dueOn; on = addDays(on, 1)) {
    stage.jumpTo(on, '09:00')
    if ((await stage.runJob('remind-deadlines')) === 0) continue
    stage.moveTo(on, '09:00')
    transcript.tells(`时间到了一半。定时任务 remind-deadlines 提醒值班室：最晚 ${dueOn}`)
    const seen = await stage.look(room, '值班室')
    expect(
      seen.some((one) => one.reply.text.includes(number)),
      'The reminder does not name the matter.',
    )
    expect((await stage.runJob('remind-deadlines')) === 0, 'The job reminded twice.')
    return
  }
  throw new StoryError('No reminder came before the deadline.')
}

async function officerAnswers(stage: Stage, transcript: Transcript, matter: Matter): Promise<void> {
  const text = '您好，三号楼的防水9月10日前修好，施工队9月2日上门。修好后我们请您一起验收。'
  stage.moveTo(civilDateOf(stage.now()), '10:05')
  transcript.says('值班员', `（回复卡片）${text}`)
  await stage.post({ account: matter.officer, ...room }, { kind: 'text', text, replyTo: matter.card })
  await stage.look(room, '值班室')
  stage.wait(5)
  await stage.settle()
  expect((await stage.look(matter.resident, '手机')).length === 0, 'The answer went out before the undo time was over.')
  stage.wait(16)
  transcript.tells('20 秒过去了，没有撤回')
  await stage.settle()
  await stage.look(room, '值班室')
  await expectState(stage, 'accepted')
}

async function residentReads(
  stage: Stage,
  transcript: Transcript,
  matter: Pick<Matter, 'resident' | 'number'>,
  words: string,
): Promise<void> {
  stage.moveTo(civilDateOf(stage.now()), '19:40')
  transcript.tells('居民晚上打开网页')
  const seen = await stage.look(matter.resident, '手机')
  expect(
    seen.some((one) => one.reply.text.includes(words)),
    'What the office wrote is not in the resident’s box.',
  )
  await stage.open(matter.resident)
  const cards = await stage.look(room, '值班室')
  expect(
    cards.some((one) => one.reply.card?.words.some((line) => line.who.includes('居民已收到'))),
    'The card does not say that the resident has it.',
  )
}

/** What a claim is closed on: an opinion with its reasons, ground, remedy and day, by two officers. */
async function twoOfficersDecide(
  stage: Stage,
  transcript: Transcript,
  matter: Matter,
  colleague: string,
): Promise<void> {
  stage.moveTo(addDays(civilDateOf(stage.now()), 1), '09:20')
  const inRoom = { account: matter.officer, ...room }
  const say = async (who: string, from: { account: string }, text: string) => {
    transcript.says(who, text)
    await stage.post({ ...from, ...room }, { kind: 'text', text })
    return stage.look(room, '值班室')
  }
  await say('值班员', inRoom, `#${matter.number} 办结 安排好了`)
  await expectState(stage, 'answered')
  const seen = await say(
    '值班员',
    inRoom,
    `#${matter.number} 意见 支持 事实：三号楼屋面防水老化，现场查看属实。依据：《大中型水利水电工程建设征地补偿和移民安置条例》。处理：由施工队重做屋面防水。期限：9月10日`,
  )
  const preview = seen.find((one) => one.reply.text.includes('居民将看到'))
  if (!preview) throw new StoryError('The officer saw no preview of the opinion.')
  transcript.says('值班员', '［送审］')
  await stage.post(inRoom, { kind: 'choice', value: `propose:${matter.number}`, keyboard: preview.id })
  await stage.look(room, '值班室')
  await say('值班员', inRoom, `#${matter.number} 批准`)
  await say('股长', { account: colleague }, `#${matter.number} 批准`)
  stage.wait(21)
  await stage.settle()
  await stage.look(room, '值班室')
  await expectState(stage, 'answered')
}

async function officerCarriesOut(stage: Stage, transcript: Transcript, matter: Matter): Promise<void> {
  stage.moveTo('2026-09-10', '16:10')
  const text = `#${matter.number} 落实 三号楼防水9月9日修好，已同您一起验收。`
  transcript.says('值班员', text)
  await stage.post({ account: matter.officer, ...room }, { kind: 'text', text })
  await stage.look(room, '值班室')
  await expectState(stage, 'closed')
  const seen = await stage.look(matter.resident, '手机')
  expect(
    seen.some((one) => one.reply.text.includes('已经落实')),
    'The resident did not hear that it was carried out.',
  )
  await stage.open(matter.resident)
  await stage.look(room, '值班室')
  const events = await countEvents(stage)
  transcript.tells(`${matter.number} 办结，历史 ${events} 条，一条接一条，没有断`)
}
