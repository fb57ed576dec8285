import { addDays, isCivilDate } from '../../rules/civil-date.ts'

/**
 * The civil date that a text is: 2017-06-01, 2017/6/1, 2017.6.1, 20170601, 2017年6月1日, 二〇一七年六月一日. Undefined when it
 * is none.
 */
export function readDate(text: string): string | undefined {
  const plain = text.normalize('NFKC').replace(/\s+/g, '')
  const [, year = '', month = '', day = ''] =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:T.*)?$/.exec(plain) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(plain) ?? []
  if (year !== '') return civil(year, month, day)
  const inWords = new RegExp(`^${dateInWords}$`).exec(plain)
  return inWords ? wordsToDate(inWords) : undefined
}

/** The dates in a running text, in their order. */
export function findDates(text: string): string[] {
  const found = text.matchAll(new RegExp(`${writtenDate}`, 'g'))
  return [...found].flatMap(([date]) => readDate(date) ?? [])
}

/** A date in a running text, as the source of an expression. */
export const writtenDate =
  '(?:\\d{4}\\s*年\\s*\\d{1,2}\\s*月\\s*\\d{1,2}\\s*日|[〇○零一二三四五六七八九]{4}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日)'

/** The civil date `count` years after `on`: the day before the same date is the last of that many years. */
export function addYears(on: string, count: number): string {
  const later = `${Number(on.slice(0, 4)) + count}${on.slice(4)}`
  // 29 February: the first day after that many years is 1 March.
  return isCivilDate(later) ? later : addDays(`${later.slice(0, 8)}28`, 1)
}

/** 十二, 三十, 120, 〇三 as a number; 0 for what is none. */
export function readCount(text: string): number {
  const plain = text.normalize('NFKC').replace(/\s+/g, '')
  if (/^\d+$/.test(plain)) return Number(plain)
  if (/^[〇○零一二三四五六七八九]+$/.test(plain)) return Number([...plain].map((sign) => digits[sign] ?? 0).join(''))
  let total = 0
  let current = 0
  for (const sign of plain) {
    const unit = units[sign]
    if (unit !== undefined) {
      total += (current || 1) * unit
      current = 0
    } else {
      const digit = digits[sign]
      if (digit === undefined) return 0
      current = digit
    }
  }
  return total + current
}

const digits: Record<string, number> = {
  ...{ 〇: 0, '○': 0, 零: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 },
}
const units: Record<string, number> = { 十: 10, 百: 100, 千: 1000 }

const dateInWords = '([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日'

function wordsToDate([, year = '', month = '', day = '']: RegExpExecArray): string | undefined {
  return civil(String(readCount(year)), String(readCount(month)), String(readCount(day)))
}

function civil(year: string, month: string, day: string): string | undefined {
  const on = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isCivilDate(on) ? on : undefined
}
