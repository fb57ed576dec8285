import { describe, expect, test } from 'vitest'
import { keepNoticeConsent } from '../../../domain/notice-consents.ts'
import type { Office } from '../../../domain/office.ts'
import { openTown, type Resident, type Town } from '../conversation.ts'

const template = { id: 'template-of-answers-1234', fields: { title: 'thing1' } }

function withNotices(office: Office): void {
  office.notices = { wechat: { answer: template } }
}

/** A town whose residents write on WeChat. */
function openOnWechat(title = ''): Promise<Town> {
  return openTown(title, {
    name: 'wechat',
    office: withNotices,
    channel: { buttons: false, edits: false, speaksFirst: false, confirmsDelivery: false, asksNotices: true },
  })
}

/** What the resident was asked, with the label of its link. */
function asked(resident: Resident): (string | undefined)[] {
  return resident.screen().flatMap(({ reply }) => (reply.asksNotices === undefined ? [] : [reply.asksNotices]))
}

describe('consent to later notices', { timeout: 60_000 }, () => {
  test('is asked for right after filing, with what was filed, and again at any time by a word', async () => {
    const town = await openOnWechat('微信上提交之后，请居民同意接收通知')
    const resident = town.resident('柳叶青')
    await resident.says('反映问题')
    await resident.says('补偿和搬迁费')
    await resident.says('搬迁费与过渡')
    await resident.says('东河村')
    await resident.says('过渡费少发了三个月。')
    await resident.says('完成')
    await resident.says('匿名')
    await resident.says('提交')
    expect(asked(resident)).toEqual(['同意接收通知'])
    await resident.says('订阅提醒')
    await resident.says('问政策')
    await resident.says('订阅提醒')
    expect(asked(resident)).toHaveLength(3)
    await town.ends('notices')
  })

  test('is asked for in English of who speaks it', async () => {
    const town = await openOnWechat('Consent to notices, in English')
    const resident = town.resident('A')
    await resident.says('English')
    for (const words of [
      'Report a problem',
      '1',
      '1',
      '东河村',
      'Three months are missing.',
      'Done',
      'Stay anonymous',
      'Submit',
    ]) {
      await resident.says(words)
    }
    await resident.says('notify me')
    expect(asked(resident)).toEqual(['Agree to notices', 'Agree to notices'])
    await town.ends('notices-en')
  })

  test('is asked for once for each filing, and not while an answer can be told', async () => {
    const town = await openOnWechat()
    const resident = town.resident('甲')
    await resident.fillsIn()
    expect(asked(resident)).toHaveLength(1)
    await keepNoticeConsent(town.context, 'wechat', resident.account, { template: template.id, times: 1 }, town.now())
    await resident.fillsIn()
    expect(asked(resident)).toHaveLength(1)
    expect(resident.last()).toBe('提交好了，回执单独发给您，请留好。有进展会在这里告诉您。')
    await resident.says('提醒')
    expect(asked(resident)).toHaveLength(2)
    await town.ends()
  })

  test('is not asked for again of who has agreed for good', async () => {
    const town = await openOnWechat()
    const resident = town.resident('甲')
    await keepNoticeConsent(town.context, 'wechat', resident.account, { template: template.id }, town.now())
    await resident.fillsIn()
    expect(asked(resident)).toEqual([])
    await town.ends()
  })

  test('keeps a half-filled form as it is', async () => {
    const town = await openOnWechat()
    const resident = town.resident('甲')
    await resident.says('反映问题')
    const question = resident.last()
    await resident.says('订阅提醒')
    expect(resident.last()).toBe(question)
    await town.ends()
  })

  test('is nothing to ask for where we may always write, and asking says so', async () => {
    const town = await openTown('', { office: withNotices })
    const resident = town.resident('甲')
    await resident.files()
    await resident.says('提醒')
    expect(asked(resident)).toEqual([])
    expect(resident.last()).toBe('在这里不用订阅，有了答复会直接发给您。')
    await town.ends()
  })
})
