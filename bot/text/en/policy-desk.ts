import type { AnsweredNews, ClauseName } from '../../../domain/policies/answered-questions.ts'
import type { WordEntry } from '../../../domain/policies/dictionary.ts'
import { shorten } from '../names.ts'
import type { PolicyDeskSentences } from '../policy-sentences.ts'
import type { Catalogue } from '../sentences.ts'
import { terms } from './terms.ts'

export const policyDesk: Catalogue<PolicyDeskSentences> = {
  answeredOffer: ({ number }) =>
    `Which clause does the answer to #${number} stand on? Kept, the bot quotes it to the next one who asks like this.`,
  answeredNearest: ({ number, question, clauses }) =>
    [
      `#${number} asks: “${question}”`,
      ...(clauses.length > 0
        ? ['Nearest in the base:', ...clauses.map((clause, at) => `${at + 1}. ${clauseLine(clause, 60)}`)]
        : ['The base has nothing near it.']),
      clauses.length > 0
        ? `Tap a number to take it; for several type: #${number} cite 1, 2; for another: #${number} cite its title and article`
        : `If you know the clause, type: #${number} cite its title and article`,
    ].join('\n'),
  answeredCheck: (news) =>
    [
      `#${news.number} would be kept (not sent yet):`,
      ...newsLines(news),
      'Names, phones and places were taken out. If something personal is left, or nobody else would ask it so, type: change to …   If all is right, tap Send for approval; a colleague has to agree.',
    ].join('\n'),
  askAnsweredWords: ({ number, question }) =>
    `#${number} Write the question, without names, phones or villages${question === '' ? '' : `. It is now: “${question}”`}`,
  answeredSent: ({ number }) => `#${number} was sent; a colleague has to agree. To take it back: #${number} uncite`,
  answeredNotKept: ({ number }) => `Nothing is kept of #${number}. To keep something later: #${number} cite`,
  answeredAsked: (news) =>
    [
      `#${news.number} ${news.by} wants this to be kept; a colleague is to look at it:`,
      ...newsLines(news, 160),
      effects[news.verdict],
      `To agree: #${news.number} agree; not to: #${news.number} disagree, with the reason`,
    ].join('\n'),
  answeredDecided: (news) =>
    [`#${news.number} ${decisions[news.came](news.by, news.reason ?? '')}`, ...newsLines(news)].join('\n'),
  dictionary: ({ entries, total, page, pages, part }) => {
    if (total === 0) {
      return part === ''
        ? `The dictionary is empty. ${howToWrite}`
        : `Nothing with “${shorten(part, 20)}”. ${howToWrite}`
    }
    return [
      `${total} words${part === '' ? '' : ` with “${shorten(part, 20)}”`}${pages > 1 ? ` (page ${page}/${pages})` : ''}, what people say and what the policies call it:`,
      ...entries.map(entryLine),
      howToWrite,
    ].join('\n')
  },
  wordKept: ({ entry, before }) =>
    `Kept: ${entryLine(entry)}${before ? ` (it was ${before.means.join(', ')})` : ''}. It counts in a few seconds.`,
  wordRemoved: ({ entry }) => `Removed: ${entryLine(entry)}.`,
  gapDigest: ({ from, to, counts, unanswered, single, missingValues, words, gaps }) =>
    [
      `Policy questions from ${terms.date(from)} to ${terms.date(to)}: ${counts.asked}; answered with a clause ${counts.answered}, useful ${counts.useful}, useless ${counts.useless}, handed over ${counts.handedOver}.`,
      ...section('Not answered by the base:', unanswered.map(countedLine)),
      ...section(
        `Questions that one person asked: ${single.count}`,
        single.questions.map((question) => `· “${question}”`),
        single.count > single.questions.length ? '· …' : '',
      ),
      ...section('A figure, day or number was asked for, and the clause has none:', missingValues.map(countedLine)),
      ...section(
        'Found missing by officers:',
        gaps.map((question) => `· “${question}”`),
      ),
      ...section(
        `Words that people say and no policy has: ${words.map(({ word, questions }) => `${word} (${questions})`).join(', ')}`,
        words.length > 0 ? ['To teach the bot, type to it in private: dict their word = the policies’ word'] : [],
      ),
    ].join('\n'),
}

const howToWrite = 'Add: dict word=meaning, meaning   Remove: dict remove word   Find: dict word'

const effects: Record<AnsweredNews['verdict'], string> = {
  clauses: 'Then the bot looks here first when somebody asks like this.',
  gap: 'Then the bot says that the base has nothing on it, and hands it to an officer.',
  notOurs: 'Then the bot says that it is not for this office.',
}

const decisions: Record<'approved' | 'declined' | 'withdrawn', (by: string, reason: string) => string> = {
  approved: (by) => `${by} agrees, it is kept:`,
  declined: (by, reason) => `${by} does not agree, nothing is kept${reason === '' ? '' : `: ${reason}`}.`,
  withdrawn: (by) => `${by} has taken it back, it counts no more:`,
}

function newsLines({ verdict, question, clauses }: Pick<AnsweredNews, 'verdict' | 'question' | 'clauses'>, most = 40) {
  const found = { clauses: '', gap: 'Answer: not in the base', notOurs: 'Answer: not for this office' }[verdict]
  return [`Question: “${question}”`, ...(found ? [found] : clauses.map((clause) => `By: ${clauseLine(clause, most)}`))]
}

function clauseLine({ title, article, text }: ClauseName, most: number): string {
  return `《${title}》${article} ${shorten(text.replace(/\s+/g, ' '), most)}`
}

function entryLine({ word, means }: WordEntry): string {
  return `${word} = ${means.join(', ')}`
}

function countedLine({ question, times }: { question: string; times: number }): string {
  return `· “${question}” (${times})`
}

/** Nothing at all where there is nothing to tell. */
function section(title: string, lines: string[], rest = ''): string[] {
  return lines.length === 0 ? [] : [title, ...lines, ...(rest === '' ? [] : [rest])]
}

/** Why something of it was refused; undefined for what is not of it. */
export function policyErrorWords(code: string, detail: Record<string, string | number>): string | undefined {
  const number = `#${detail.number ?? ''}`
  const clause = shorten(String(detail.clause ?? ''), 60)
  switch (code) {
    case 'not-a-question':
      return `${number} is no consultation: nothing can be kept of it.`
    case 'answered-waits':
      return `${number} has one that waits for a colleague. To change it, first: ${number} uncite`
    case 'no-answered':
      return detail.number
        ? `${number} has nothing that waits or is kept.`
        : 'This was decided or taken back meanwhile.'
    case 'own-answered':
      return `${number} is your own: a colleague has to decide. To take it back: ${number} uncite`
    case 'question-empty':
      return `${number} holds nothing but what is personal. Type ${number} cite, and then: change to …`
    case 'unknown-clause':
      return `The base has no such clause${clause === '' ? '' : ` (${clause})`}; nothing is kept. Write: #123 cite its title and article; #123 nearest shows the three nearest.`
    case 'clause-unclear':
      return `It may be one of (${detail.like ?? ''}). Write the full title; nothing is kept.`
    case 'clause-ended':
      return `The clause is not in force (${clause}): no answer can stand on it.`
    case 'too-many-clauses':
      return `At most ${detail.most ?? ''} clauses for one question.`
    case 'word-wrong':
      return `The dictionary was not changed. Write: dict word=meaning, meaning. At most ${detail.longest ?? 20} characters each, at most ${detail.most ?? 8} meanings, and not the word itself.`
    case 'unknown-word':
      return detail.isChanged
        ? 'It was changed since, and nothing was removed. Type dict and the word to see it.'
        : 'The dictionary does not have this word.'
    default:
      return undefined
  }
}
