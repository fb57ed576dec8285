import { beforeEach, describe, expect, it } from 'vitest'
import type { Context } from '../../domain/context.ts'
import {
  endNoticeConsent,
  giveNoticeBack,
  hasNoticeConsent,
  keepNoticeConsent,
  noticeTemplatesOf,
  spendNotice,
} from '../../domain/notice-consents.ts'
import { testContext } from '../embedded.ts'

const at = new Date('2026-08-03T01:00:00Z')
const answers = 'template-of-answers-1234'
const steps = 'template-of-steps-567890'

let context: Context
beforeEach(async () => {
  context = await testContext()
})

const agree = (template: string, times?: number, who = 'resident:a') =>
  keepNoticeConsent(context, 'wechat', who, { template, ...(times !== undefined && { times }) }, at)
const spend = (template: string, who = 'resident:a') => spendNotice(context, 'wechat', who, template)
const has = (templates: Parameters<typeof hasNoticeConsent>[3], who = 'resident:a') =>
  hasNoticeConsent(context, 'wechat', who, templates)

describe('consent to notices', () => {
  it('was given by nobody who was not asked', async () => {
    expect(await spend(answers)).toBe(false)
  })

  it('given once is good for one notice', async () => {
    await agree(answers, 1)
    expect(await spend(answers)).toBe(true)
    expect(await spend(answers)).toBe(false)
  })

  it('given three times is good for three', async () => {
    for (let given = 0; given < 3; given++) await agree(answers, 1)
    const taken = await Promise.all(Array.from({ length: 5 }, () => spend(answers)))
    expect(taken.filter(Boolean)).toHaveLength(3)
  })

  it('given for long holds until it is ended, and does not turn into a count', async () => {
    await agree(answers)
    for (let sent = 0; sent < 20; sent++) expect(await spend(answers)).toBe(true)
    await giveNoticeBack(context, 'wechat', 'resident:a', answers)
    await agree(answers, 1)
    expect(await spend(answers)).toBe(true)
    expect(await spend(answers)).toBe(true)
    await endNoticeConsent(context, 'wechat', 'resident:a', answers)
    expect(await spend(answers)).toBe(false)
  })

  const told = (seconds: number) => new Date(at.getTime() + seconds * 1000)
  const agreeAt = (seconds: number) =>
    keepNoticeConsent(context, 'wechat', 'resident:a', { template: answers, times: 1, at: told(seconds) }, at)
  const endAt = (seconds: number) => endNoticeConsent(context, 'wechat', 'resident:a', answers, told(seconds))

  it('told a second time is the same one, and so is an older one that comes late', async () => {
    await agreeAt(10)
    await agreeAt(10)
    await agreeAt(9)
    expect(await spend(answers)).toBe(true)
    expect(await spend(answers)).toBe(false)
    await agreeAt(11)
    expect(await spend(answers)).toBe(true)
  })

  it('is not ended by what the platform told of an earlier moment', async () => {
    await agreeAt(10)
    await endAt(9)
    expect(await spend(answers)).toBe(true)
    await agreeAt(11)
    await endAt(11)
    expect(await spend(answers)).toBe(false)
  })

  it('comes back when the notice did not go after all', async () => {
    await agree(answers, 1)
    await spend(answers)
    await giveNoticeBack(context, 'wechat', 'resident:a', answers)
    expect(await spend(answers)).toBe(true)
  })

  it('to one template says nothing of another, and of one person nothing of the next', async () => {
    await agree(answers, 1)
    expect(await spend(steps)).toBe(false)
    expect(await spend(answers, 'resident:b')).toBe(false)
    expect(await spendNotice(context, 'wecom', 'resident:a', answers)).toBe(false)
  })

  it('is kept without the platform’s id of anybody', async () => {
    await agree(answers, 1, 'openid-of-somebody')
    expect(JSON.stringify(await context.sql('SELECT * FROM "NoticeConsent"'))).not.toContain('openid')
  })
})

describe('whether somebody has to be asked for it', () => {
  const template = (id: string) => ({ id, fields: { title: 'thing1' } })

  it('not while they can be told of one more answer', async () => {
    const templates = { answer: template(answers), progress: template(steps) }
    expect(await has(templates)).toBe(false)
    await agree(steps, 1)
    expect(await has(templates)).toBe(false)
    await agree(answers, 1)
    expect(await has(templates)).toBe(true)
    await spend(answers)
    expect(await has(templates)).toBe(false)
  })

  it('not as long as they have not ended what they agreed to for long', async () => {
    await agree(answers)
    await spend(answers)
    expect(await has({ answer: template(answers) })).toBe(true)
    await endNoticeConsent(context, 'wechat', 'resident:a', answers)
    expect(await has({ answer: template(answers) })).toBe(false)
  })

  it('goes by the first template there is where there is none for answers', async () => {
    await agree(steps, 1)
    expect(await has({ progress: template(steps), reminder: template(answers) })).toBe(true)
    expect(await has({ reminder: template(answers) })).toBe(false)
    expect(await has({})).toBe(false)
  })

  it('and only where the office has notices for the channel', async () => {
    const wechat = { answer: template(answers) }
    expect(noticeTemplatesOf({ notices: { wechat } }, 'wechat')).toEqual(wechat)
    expect(noticeTemplatesOf({ notices: { wechat } }, 'web')).toBeUndefined()
    expect(noticeTemplatesOf({ notices: {} }, 'wechat')).toBeUndefined()
    expect(noticeTemplatesOf({}, 'constructor')).toBeUndefined()
  })
})
