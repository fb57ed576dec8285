import type { Office } from '../../domain/office.ts'
import type { Calendar } from '../../domain/rules/calendar.ts'
import { weekdayOf } from '../../domain/rules/civil-date.ts'
import { firstDayRule, lastDayRule } from '../../domain/rules/counting-law.ts'
import { answerQuestion, askableRules, type DeadlineAnswer } from '../../domain/rules/deadline-question.ts'
import { terms as enTerms } from './en/terms.ts'
import { whyPage as en } from './en/why-page.ts'
import type { Language } from './names.ts'
import type { Terms } from './terms.ts'
import type { WhyPageWords } from './why-words.ts'
import { terms as zhTerms } from './zh/terms.ts'
import { whyPage as zh } from './zh/why-page.ts'

/** The page 为什么是这一天 in words: what a reader sees from the top to the bottom. */
export interface WhyPage {
  language: Language
  title: string
  office: string
  /** Why there is no answer, in sentences. */
  problems: string[]
  parts: WhyPart[]
  form: {
    heading: string
    rule: { label: string; options: { value: string; label: string; isChosen: boolean }[] }
    start: { label: string; value: string }
    submit: string
  }
  /** The same page in the other language. */
  other: { label: string; language: Language }
}

export type WhyPart =
  /** What it comes to. */
  | { kind: 'answer'; label: string; text: string; note: string }
  | { kind: 'facts'; facts: { label: string; text: string }[] }
  /** A law's own words, which stay Chinese. */
  | { kind: 'law'; label: string; source: string; text: string }
  | { kind: 'days'; heading: string; days: string[]; why: string }

const wordsOf: Record<Language, { words: WhyPageWords; terms: Terms }> = {
  zh: { words: zh, terms: zhTerms },
  en: { words: en, terms: enTerms },
}

/** Words the answer to a question, or what is wrong with it; with nothing asked, only how to ask. */
export function wordWhyPage(
  asked: Record<string, unknown>,
  language: Language,
  { office, calendar }: { office: Office; calendar: Calendar },
): WhyPage {
  const { words } = wordsOf[language]
  const { jurisdiction } = office.rules
  const isAsked = asked.rule !== undefined || asked.start !== undefined
  const answered = answerQuestion(asked, jurisdiction, calendar)
  return {
    language,
    title: words.title,
    office: office.name[language],
    problems: isAsked && answered.kind === 'refused' ? answered.problems.map(words.problem) : [],
    parts: answered.kind === 'answer' ? partsOf(answered.answer, language) : [],
    form: {
      heading: words.form.heading,
      rule: {
        label: words.form.rule,
        options: askableRules(jurisdiction).map((rule) => ({
          value: rule.id,
          label: words.ruleName(rule),
          isChosen: rule.id === asked.rule,
        })),
      },
      start: { label: words.form.start, value: answered.kind === 'answer' ? answered.answer.start : '' },
      submit: words.form.submit,
    },
    other: { label: words.otherLanguage, language: language === 'zh' ? 'en' : 'zh' },
  }
}

function partsOf({ rule, start, extended, paused, deadline }: DeadlineAnswer, language: Language): WhyPart[] {
  const { words, terms } = wordsOf[language]
  const day = (on: string) => words.day(terms.date(on), words.weekday[weekdayOf(on)] ?? '')
  const { rawLastDay, dueOn, remindOn, provisional, skipped } = deadline
  return [
    { kind: 'answer', label: words.labels.last, text: day(dueOn), note: words.provisional(provisional) },
    {
      kind: 'facts',
      facts: [
        { label: words.labels.who, text: words.who(rule.holder) },
        { label: words.labels.start, text: words.start(day(start), words.startEvent[rule.startsAt]) },
        { label: words.labels.length, text: words.length(terms.period(rule), rule.unit, extended, paused) },
        { label: words.labels.counted, text: day(rawLastDay) },
        {
          label: words.labels.remind,
          text: words.remind(day(rule.holder === 'office' ? remindOn : rawLastDay), rule.holder),
        },
      ],
    },
    {
      kind: 'days',
      heading: words.skipped(skipped.length),
      days: skipped.map(({ on, name }) => words.skippedDay(day(on), words.dayName(name))),
      why: words.whySkipped(rule.unit, skipped.length),
    },
    { kind: 'law', label: words.labels.law, source: terms.cite(rule), text: rule.text },
    { kind: 'law', label: words.labels.firstDay, source: terms.cite(firstDayRule), text: firstDayRule.text },
    { kind: 'law', label: words.labels.lastDay, source: terms.cite(lastDayRule), text: lastDayRule.text },
  ]
}
