import type { Reply } from '../../bot/message.ts'
import { civilDateOf, timeOfDay, weekdayOf } from '../../domain/rules/civil-date.ts'

/** Writes the story down as people read it: a heading for each day, a mark for each minute, who says what. */
export interface Transcript {
  at(at: Date): void
  /** What happens, in the teller's own words. */
  tells(text: string): void
  says(who: string, text: string): void
  shows(place: string, reply: Reply, edited: boolean): void
}

export function createTranscript(print: (line: string) => void): Transcript {
  let day = ''
  let minute = ''
  return {
    at(at) {
      const on = civilDateOf(at)
      if (on !== day) print(`\n═══ ${heading(on)} ═══`)
      if (on !== day || timeOfDay(at) !== minute) print(`\n── ${timeOfDay(at)}`)
      day = on
      minute = timeOfDay(at)
    },
    tells: (text) => print(`  （${text}）`),
    says: (who, text) => printBlock(print, `${who}：`, text),
    shows(place, reply, edited) {
      const isCard = reply.card !== undefined
      const mark = isCard ? (edited ? '卡片更新' : '新卡片') : '信桥'
      printBlock(print, `［${place}］${mark}：`, isCard && edited ? shortCard(reply) : words(reply))
    },
  }
}

function words({ text, secrets, choices, files }: Reply): string {
  const plain = text.replace(/\{\{(\w+)\}\}/g, (place, name: string) => secrets?.[name] ?? place)
  const buttons = (choices ?? []).flat().map((choice) => `［${choice.label}］`)
  const attached = (files ?? []).map((file) => `📎 ${file.name}`)
  return [plain, ...attached, ...(buttons.length > 0 ? [buttons.join('')] : [])].join('\n')
}

/** An edited card says what is new: the state, the holder, the last words. */
function shortCard({ card }: Reply): string {
  const last = card?.words.at(-1)
  const said = last ? `\n${last.note ? '【备注】' : ''}${last.who}：${last.text}` : ''
  return `#${card?.number}　${card?.state}${card?.holder ? `　${card.holder}` : ''}${said}`
}

function printBlock(print: (line: string) => void, head: string, text: string): void {
  const [first = '', ...more] = text.split('\n')
  print(`  ${head}${first}`)
  for (const line of more) print(`      ${line}`)
}

function heading(on: string): string {
  const [year, month, day] = on.split('-').map(Number)
  return `${year}年${month}月${day}日 星期${'日一二三四五六'[weekdayOf(on)]}`
}
