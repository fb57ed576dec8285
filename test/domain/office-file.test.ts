import { describe, expect, it } from 'vitest'
import { hashOffice } from '../../domain/office.ts'
import { type OfficeFile, parseOfficeFile } from '../../domain/office-file.ts'
import example from '../../office.example.json' with { type: 'json' }

/** The example, changed in one place. */
function changed(change: (office: typeof example) => unknown): unknown {
  const copy = structuredClone(example)
  change(copy)
  return copy
}

function problemsOf(json: unknown): string[] {
  const parsed = parseOfficeFile(json)
  return parsed.ok ? [] : parsed.problems.map(({ path, problem }) => `${path}: ${problem}`)
}

function read(json: unknown): OfficeFile {
  const parsed = parseOfficeFile(json)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
  return parsed.office
}

describe('the example office', () => {
  it('is a good office file', () => {
    expect(problemsOf(example)).toEqual([])
  })

  it('groups eighteen topics under at most six headings, with one sealed lane', () => {
    const { categories } = read(example)
    expect(categories.length).toBeLessThanOrEqual(6)
    const topics = categories.flatMap((top) => top.children ?? [top])
    expect(topics).toHaveLength(18)
    expect(topics.filter((topic) => topic.kind === 'accusation').map((topic) => topic.id)).toEqual(['conduct'])
  })

  it('has five units, four townships of four or five villages, one room of the whole office, and a custodian', () => {
    const office = read(example)
    expect(office.units).toHaveLength(5)
    expect(office.townships.map((township) => township.villages.length)).toEqual([5, 4, 4, 5])
    expect(office.rooms).toEqual([expect.objectContaining({ id: 'main', channel: 'web' })])
    expect(office.rooms[0]?.unit).toBeUndefined()
    expect(office.accusations.custodians).toEqual(['纪检专员'])
  })

  it('names no real phone: every phone is made of zeros', () => {
    const phones = [example.phone, ...example.units.map((unit) => unit.phone)]
    for (const phone of phones) expect(phone).toMatch(/^0000-000000\d$/)
  })
})

describe('an office file with mistakes', () => {
  it('what is left out gets its ordinary value', () => {
    const { claimMinutes, undoSeconds, crossBorder, rules, hours, emergency, routing, ...rest } = example
    expect(read(rest)).toMatchObject({
      claimMinutes: 120,
      undoSeconds: 20,
      crossBorder: 'consent',
      rules: { jurisdiction: 'CN' },
      hours: [
        ['08:30', '12:00'],
        ['14:30', '17:30'],
      ],
      routing: [],
    })
    expect(read(rest).emergency.map(({ number }) => number)).toEqual(['110', '119', '120'])
    expect([
      claimMinutes,
      undoSeconds,
      crossBorder,
      rules,
      hours.length,
      emergency.length,
      routing.length,
    ]).not.toContain(undefined)
  })

  it.each<[string, unknown, string]>([
    ['no name', changed((o) => Object.assign(o, { name: undefined })), 'name: Missing. Write an object { … }.'],
    [
      'a village without a name',
      changed((o) => Object.assign(o.townships[0]?.villages[2] ?? {}, { name: '' })),
      'townships[0].villages[2].name: Write at least one character.',
    ],
    [
      'an id with capitals',
      changed((o) => Object.assign(o.units[1] ?? {}, { id: 'Comp' })),
      'units[1].id: Write a short name in small letters, figures and dashes, like "liuwan".',
    ],
    [
      'an id too long for a button',
      changed((o) => Object.assign(o.units[4] ?? {}, { id: 'x'.repeat(41) })),
      'units[4].id: Write at most 40 characters.',
    ],
    [
      'a misspelt field',
      changed((o) => Object.assign(o.units[1] ?? {}, { fone: '1' })),
      'units[1].fone: "fone" is not known here. Take it out or correct its spelling.',
    ],
    [
      'an unknown choice',
      changed((o) => Object.assign(o, { crossBorder: 'maybe' })),
      'crossBorder: Write "consent" or "strict".',
    ],
    [
      'an unknown kind',
      changed((o) => Object.assign(o.categories[0] ?? {}, { kind: 'complaint' })),
      'categories[0].kind: Write "consultation", "suggestion", "claim" or "accusation".',
    ],
    [
      'a time that does not exist',
      changed((o) => Object.assign(o, { hours: [['8:30', '12:00']] })),
      'hours[0][0]: Write a time of day like "08:30".',
    ],
    [
      'a number in quotes',
      changed((o) => Object.assign(o, { claimMinutes: '120' })),
      'claimMinutes: Write a number here.',
    ],
    [
      'an address that is none',
      changed((o) => Object.assign(o, { publicUrl: 'xinqiao' })),
      'publicUrl: Write the whole address, like "https://xinqiao.example".',
    ],
    ['no file at all', [], ': Write an object { … } here.'],
  ])('%s is told with its path and what to write', (_, json, problem) => {
    expect(problemsOf(json)).toContain(problem)
  })

  it.each<[string, unknown, string, RegExp]>([
    [
      'a unit that is not there',
      changed((o) => Object.assign(o, { defaultUnit: 'office' })),
      'defaultUnit',
      /no unit "office".*"reception"/,
    ],
    [
      'a route to nowhere',
      changed((o) => o.routing.push({ category: 'survey', unit: 'x', village: 'daping' } as never)),
      'routing[8].unit',
      /no unit "x"/,
    ],
    [
      'an assisting unit that is not there',
      changed((o) => Object.assign(o.routing[4] ?? {}, { assist: ['x'] })),
      'routing[4].assist[0]',
      /no unit "x"/,
    ],
    [
      'a route from nowhere',
      changed((o) => Object.assign(o.routing[7] ?? {}, { village: 'atlantis' })),
      'routing[7].village',
      /no village "atlantis"/,
    ],
    [
      'a route from no township',
      changed((o) => Object.assign(o.routing[6] ?? {}, { township: 'x' })),
      'routing[6].township',
      /no township "x"/,
    ],
    [
      'a route for no category',
      changed((o) => Object.assign(o.routing[0] ?? {}, { category: 'x' })),
      'routing[0].category',
      /no category "x"/,
    ],
    [
      'a room of no unit',
      changed((o) => Object.assign(o.rooms[0] ?? {}, { unit: 'x' })),
      'rooms[0].unit',
      /no unit "x"/,
    ],
    [
      'two villages of one id, in two townships',
      changed((o) => Object.assign(o.townships[1]?.villages[0] ?? {}, { id: 'liuwan' })),
      'townships[1].villages[0].id',
      /"liuwan" is used at townships\[0\]\.villages\[0\]\.id already/,
    ],
    [
      'a topic with the id of a heading',
      changed((o) => Object.assign(o.categories[0]?.children?.[0] ?? {}, { id: 'housing' })),
      'categories[2].id',
      /"housing" is used at categories\[0\]\.children\[0\]\.id already/,
    ],
    [
      'a village in another township',
      changed((o) => Object.assign(o.routing[7] ?? {}, { township: 'longkou' })),
      'routing[7].township',
      /"qingshi-xincun" is in "qingshi"/,
    ],
    [
      'two routes for the same',
      changed((o) => o.routing.push({ category: 'survey', unit: 'reception' })),
      'routing[8]',
      /same place and category as routing\[0\]/,
    ],
    [
      'a span that ends first',
      changed((o) => Object.assign(o, { hours: [['12:00', '08:30']] })),
      'hours[0]',
      /earlier time first/,
    ],
    [
      'spans that overlap',
      changed((o) =>
        Object.assign(o, {
          hours: [
            ['08:30', '12:00'],
            ['11:00', '17:30'],
          ],
        }),
      ),
      'hours[1]',
      /from 12:00 on/,
    ],
    [
      'two rooms of one key',
      changed((o) => o.rooms.push({ ...o.rooms[0], id: 'second' } as never)),
      'rooms[1].key',
      /that of rooms\[0\]/,
    ],
  ])('%s is found', (_, json, path, problem) => {
    const parsed = parseOfficeFile(json)
    expect(parsed).toEqual({ ok: false, problems: [{ path, problem: expect.stringMatching(problem) }] })
  })

  it('all mistakes are told at once', () => {
    const json = changed((o) => Object.assign(o, { defaultUnit: 'x', hours: [['12:00', '08:30']] }))
    expect(problemsOf(json)).toHaveLength(2)
  })

  it.each([undefined, null, 1, 'office', [], {}, { townships: 3 }])('%o is refused without throwing', (json) => {
    expect(parseOfficeFile(json).ok).toBe(false)
  })
})

describe('notices that people can agree to', () => {
  const id = 'ZN4rdGcYHqR0NqFhg1pUgKzkwDt9vJkpF5uZzX9mVqM'
  const answer = {
    id,
    longTerm: true,
    fields: { number: 'character_string1', title: 'thing2', hint: 'thing3', at: 'time4' },
  }
  const withNotices = (notices: unknown) => changed((o) => Object.assign(o, { notices }))

  it('an office has none unless it says so', () => {
    expect(read(example).notices).toBeUndefined()
  })

  it('are read by channel and by what they are for', () => {
    const reminder = { id, fields: { title: 'thing1', at: 'date2' } }
    expect(read(withNotices({ wechat: { answer, reminder } })).notices).toEqual({ wechat: { answer, reminder } })
  })

  it.each<[string, unknown, string]>([
    [
      'another channel',
      { telegram: { answer } },
      'notices.telegram: "telegram" is not known here. Take it out or correct its spelling.',
    ],
    [
      'no template at all',
      { wechat: {} },
      'notices.wechat: Write a template for "answer", "progress" or "reminder", or take this out.',
    ],
    [
      'a template for something else',
      { wechat: { answer, news: answer } },
      'notices.wechat.news: "news" is not known here. Take it out or correct its spelling.',
    ],
    [
      'the number of a template in place of its id',
      { wechat: { answer: { ...answer, id: 'OPENTM207' } } },
      'notices.wechat.answer.id: Write the template id as the public platform shows it under 订阅通知.',
    ],
    [
      'a template without fields',
      { wechat: { answer: { id, fields: {} } } },
      'notices.wechat.answer.fields: Write at least one field, like {"title": "thing1"}.',
    ],
    [
      'the name of a field without its figure',
      { wechat: { answer: { id, fields: { title: 'thing' } } } },
      'notices.wechat.answer.fields.title: Write a field that takes words, like "thing2".',
    ],
    [
      'a field that takes five characters for a title',
      { wechat: { answer: { id, fields: { title: 'phrase4' } } } },
      'notices.wechat.answer.fields.title: Write a field that takes words, like "thing2".',
    ],
    [
      'a field that takes figures only for the number, which has a dash',
      { wechat: { answer: { id, fields: { number: 'number1' } } } },
      'notices.wechat.answer.fields.number: Write a field that takes letters and figures, like "character_string1".',
    ],
    [
      'a field for words where the time stands',
      { wechat: { answer: { id, fields: { at: 'thing4' } } } },
      'notices.wechat.answer.fields.at: Write a field that takes a time, like "time4" or "date4".',
    ],
    [
      'one field for two things',
      { wechat: { answer: { id, fields: { title: 'thing2', hint: 'thing2' } } } },
      'notices.wechat.answer.fields.hint: The field "thing2" is that of title already. Write another one.',
    ],
  ])('%s is told with its path and what to write', (_, notices, problem) => {
    expect(problemsOf(withNotices(notices))).toEqual([problem])
  })
})

describe('the hash of an office file', () => {
  it('is the same for the same content in another order, and another for other content', () => {
    const office = read(example)
    const reversed = Object.fromEntries(Object.entries(example).reverse())
    expect(hashOffice(read(reversed))).toBe(hashOffice(office))
    expect(hashOffice({ ...office, claimMinutes: 60 })).not.toBe(hashOffice(office))
    expect(hashOffice({ ...office, units: [...office.units].reverse() })).not.toBe(hashOffice(office))
  })
})
