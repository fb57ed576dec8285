import { dayOf, daysBefore, writeDay } from './dates.ts'
import { useLanguage, useText } from './language.ts'

/** The line between two days. */
export function DayMark({ at }: { at: string }) {
  const text = useText()
  const language = useLanguage()
  const on = dayOf(at)
  const todayOn = dayOf(new Date().toISOString())
  const near = [text.today, text.yesterday][daysBefore(on, todayOn)]
  return (
    <p class="day-mark">
      <time dateTime={on}>{near ?? writeDay(on, todayOn, language)}</time>
    </p>
  )
}
