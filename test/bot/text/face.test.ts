import { describe, expect, test } from 'vitest'
import { faceOf } from '../../../bot/text/face.ts'
import { languages } from '../../../bot/text/names.ts'
import { exampleOffice } from '../../context.ts'

describe.each(languages)('the bot’s face, %s', (language) => {
  const office = exampleOffice()
  const face = faceOf(office, language)

  test('names the office, in its own language', () => {
    expect(face.about).toContain(office.name[language])
    expect(face.description).toContain(office.name[language])
  })

  test('stays within what a platform shows, however long the office’s name is', () => {
    const long = faceOf({ ...office, name: { zh: '县'.repeat(200), en: 'x'.repeat(200) } }, language)
    expect([...long.description].length).toBeLessThanOrEqual(512)
    expect([...long.about].length).toBeLessThanOrEqual(120)
  })

  test('has no reception day where the office has none', () => {
    const { reception: _, ...without } = office
    expect(faceOf(without, language).residentCommands.map(({ command }) => command)).not.toContain('reception')
  })

  test('has commands of small letters, each with what it does', () => {
    expect(face.residentCommands.map(({ command }) => command)).toEqual([
      'report',
      'question',
      'mine',
      'track',
      'reception',
      'language',
      'menu',
      'back',
      'cancel',
    ])
    expect(face.staffCommands.map(({ command }) => command)).toEqual(['open', 'mine', 'due', 'find', 'help'])
    for (const { command, does } of [...face.residentCommands, ...face.staffCommands]) {
      expect(command).toMatch(/^[a-z]{1,32}$/)
      expect(does.length).toBeGreaterThan(0)
      expect(does.length).toBeLessThanOrEqual(256)
    }
  })
})
