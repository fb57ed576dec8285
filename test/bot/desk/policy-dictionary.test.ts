import { describe, expect, test } from 'vitest'
import { readDictionaryWish } from '../../../bot/desk/policy-dictionary.ts'
import { openTown } from '../conversation.ts'

describe('what an officer wants of the dictionary', () => {
  test.each([
    ['词典', { kind: 'list', part: '', page: 1 }],
    ['/词典 2', { kind: 'list', part: '', page: 2 }],
    ['词典 第3页', { kind: 'list', part: '', page: 3 }],
    ['词典：拆', { kind: 'list', part: '拆', page: 1 }],
    ['词典 拆了=征收,拆除', { kind: 'add', word: '拆了', means: ['征收', '拆除'] }],
    ['词典 拆了 ＝ 征收、拆除', { kind: 'add', word: '拆了 ', means: [' 征收', '拆除'] }],
    ['词典 删 拆了', { kind: 'remove', word: '拆了' }],
    ['dict remove torn down', { kind: 'remove', word: 'torn down' }],
    ['DICT torn=demolished', { kind: 'add', word: 'torn', means: ['demolished'] }],
    ['词典里有没有拆了', undefined],
    ['查词典', undefined],
    ['dictate it', undefined],
  ])('%s', (text, wish) => {
    expect(readDictionaryWish(text)).toEqual(wish)
  })
})

describe('the dictionary', { timeout: 60_000 }, () => {
  test('is kept by officers in private: words are added, changed, looked for, taken out and put back', async () => {
    const town = await openTown('词典：加、改、找、删、放回去')
    const { inPrivate, ...inRoom } = await town.officer('云舒')
    await inPrivate.says('词典')
    await inPrivate.says('词典 拆了=征收,拆除')
    await inPrivate.says('词典 一亩=亩')
    await inPrivate.says('词典 拆了=拆迁、拆除')
    await inPrivate.says('词典 拆')
    await inPrivate.says('词典 删 拆了')
    await inPrivate.taps('放回去')
    await inPrivate.says('词典 删 没有的词')
    await inPrivate.says('词典 拆了=')
    await inPrivate.says('词典 房子=房子')
    await inPrivate.tapsOld('删掉')
    await inPrivate.taps('删掉')
    await inPrivate.says('词典 猪圈')
    await inRoom.says('词典 房子=房屋')
    await town.ends('dictionary')
    const entries = await town.context.db.dictionaryEntry.findMany({ where: { removedAt: null } })
    expect(entries).toMatchObject([{ word: '一亩', means: ['亩'], addedBy: expect.stringMatching(/^officer:/) }])
    expect(await town.context.db.dictionaryEntry.count()).toBe(4)
    expect(await town.context.db.policyRevision.findFirst()).toMatchObject({ revision: 6 })
  })

  test('of many words comes in pages, and leaves what an officer had begun as it is', async () => {
    const town = await openTown('')
    const { inPrivate } = await town.officer('云舒')
    const number = await town.resident('甲').files()
    await town.context.db.dictionaryEntry.createMany({
      data: Array.from({ length: 31 }, (_, at) => ({
        id: `00000000-0000-4000-8000-0000000000${String(at).padStart(2, '0')}`,
        word: `词${String(at).padStart(2, '0')}`,
        means: ['词'],
        addedBy: 'system',
        addedAt: town.now(),
      })),
    })
    await inPrivate.says(`#${number} 备注`)
    await inPrivate.says('词典')
    expect(inPrivate.last()).toMatch(/31 个词（第 1\/2 页）/)
    await inPrivate.taps('下一页')
    expect(inPrivate.last()).toContain('词30 = 词')
    await inPrivate.says('电话打不通')
    expect(inPrivate.last()).toContain('备注好了')
    await town.ends()
  })
})
