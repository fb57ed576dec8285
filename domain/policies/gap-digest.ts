import type { Room } from '../../prisma/generated/client.ts'
import type { Work } from '../context.ts'
import { post } from '../outbox.ts'
import { openRooms } from '../rooms.ts'
import type { Calendar } from '../rules/calendar.ts'
import { addDays, civilDateOf, officeInstant } from '../rules/civil-date.ts'
import { isOfficeOpen } from '../rules/office-hours.ts'
import { type Asked, clusterQuestions } from '../rules/question-clusters.ts'
import { holdsQuestion } from '../rules/question-words.ts'
import { mondayOf, weekNameOf } from '../rules/weeks.ts'
import { type WordCandidate, wordCandidates } from '../rules/word-candidates.ts'
import { readQuestion } from './asks.ts'
import { readAskerNames, stripQuestions } from './stripped-questions.ts'
import { readVocabulary } from './vocabulary.ts'

/** What residents asked and the base did not answer, of whole weeks. It counts questions, never people. */
export interface GapDigest {
  /** Civil dates, both within. */
  from: string
  to: string
  counts: {
    asked: number
    answered: number
    useful: number
    useless: number
    handedOver: number
  }
  /** Asked by two people at least, in the words of one of them, stripped. */
  unanswered: CountedQuestion[]
  /** Asked by one each: how many, and some of them, stripped. */
  single: { count: number; questions: string[] }
  /** A figure, day or number was asked for that the clause does not hold. */
  missingValues: CountedQuestion[]
  /** Words that stand in no policy and not in the dictionary. */
  words: WordCandidate[]
  /** What two officers found missing in these weeks. */
  gaps: string[]
}

export interface CountedQuestion {
  question: string
  times: number
}

const mostLines = 8
const mostWords = 8

/**
 * Tells the staff rooms of the whole office, or all where there are none, what the policies did not answer in the week
 * before: once for each room in an ISO week, when the office is open first. Weeks in which it was never open are told
 * with the next. Nothing when nothing was asked. Returns whom it told.
 */
export async function tellGaps(work: Work): Promise<{ week: string; rooms: string[]; digest: GapDigest | undefined }> {
  const on = civilDateOf(work.at)
  const week = weekNameOf(on)
  if (!isOfficeOpen(work.at, work.office.hours, work.calendar)) return { week, rooms: [], digest: undefined }
  // Two runs at once would both find that it was not told.
  await work.sql(`SELECT pg_advisory_xact_lock(hashtextextended('gap-digest', 0))`)
  const rooms = await roomsToTell(work, week)
  if (rooms.length === 0) return { week, rooms: [], digest: undefined }
  const digest = await readGaps(work, firstDayToTell(on, work.calendar), addDays(mondayOf(on), -1))
  if (digest.counts.asked + digest.gaps.length === 0) return { week, rooms: [], digest: undefined }
  await post(
    work,
    rooms.map((room) => ({
      dedupeKey: keyOf(week, room),
      lane: 'digest' as const,
      kind: 'gapDigest',
      params: digest,
      to: { room: room.id },
    })),
  )
  return { week, rooms: rooms.map(({ id }) => id), digest }
}

async function roomsToTell(work: Work, week: string): Promise<Room[]> {
  const open = await openRooms(work)
  const ofAll = open.filter((room) => room.unit === '')
  const rooms = ofAll.length > 0 ? ofAll : open
  const told = await work.tx.outbox.findMany({
    where: { dedupeKey: { in: rooms.map((room) => keyOf(week, room)) } },
    select: { dedupeKey: true },
  })
  return rooms.filter((room) => !told.some(({ dedupeKey }) => dedupeKey === keyOf(week, room)))
}

function keyOf(week: string, room: Room): string {
  return `gaps:${week}:${room.id}`
}

/** Monday of the week before, or of an earlier one whose own week to tell had no working day, at most four weeks back. */
function firstDayToTell(on: string, calendar: Calendar): string {
  let monday = addDays(mondayOf(on), -7)
  for (let weeks = 1; weeks < 4; weeks += 1) {
    const days = Array.from({ length: 7 }, (_, day) => addDays(monday, day))
    if (days.some((day) => calendar.isWorkingDay(day))) break
    monday = addDays(monday, -7)
  }
  return monday
}

interface GapAsk extends Asked {
  isMissing: boolean
  lacksValue: boolean
}

async function readGaps(work: Work, from: string, to: string): Promise<GapDigest> {
  const [since, until] = [officeInstant(from, '00:00'), officeInstant(addDays(to, 1), '00:00')]
  const rows = await work.sql<AskRow>(asksOfWeeks, [since, until])
  const asks = await stripAsks(work, rows)
  const missing = asks.filter(({ isMissing }) => isMissing)
  const clusters = clusterQuestions(missing)
  const shared = clusters.filter(({ askers }) => askers > 1)
  const single = clusters.filter(({ askers }) => askers === 1)
  const count = (isCounted: (row: AskRow) => boolean) => rows.filter(isCounted).length
  return {
    from,
    to,
    counts: {
      asked: rows.length,
      answered: count(({ band, clauseId }) => band === 'answer' || clauseId !== null),
      useful: count(({ feedback }) => feedback === 'useful'),
      useless: count(({ feedback }) => feedback === 'useless'),
      handedOver: count(({ ticketId }) => ticketId !== null),
    },
    unanswered: shared.slice(0, mostLines).map(toCounted),
    single: { count: single.length, questions: single.slice(0, mostLines).map(({ typical }) => typical.text) },
    missingValues: clusterQuestions(asks.filter(({ lacksValue }) => lacksValue))
      .slice(0, mostLines)
      .map(toCounted),
    words: await readWordCandidates(work, missing),
    gaps: await readGapsFound(work, since, until),
  }
}

function toCounted({ typical, questions }: { typical: Asked; questions: Asked[] }): CountedQuestion {
  return { question: typical.text, times: questions.length }
}

interface AskRow {
  id: string
  accountId: string
  questionEnc: string
  band: string
  why: string
  clauseId: string | null
  feedback: string
  ticketId: string | null
  isKept: boolean
}

/** Of matters that are kept sealed nothing is told, not even that there was a question. */
const asksOfWeeks = `
  SELECT a.id, a."accountId", a."questionEnc", a.band, a.why, a."clauseId", a.feedback, a."ticketId",
    EXISTS (SELECT 1 FROM "AnsweredQuestion" q WHERE q."ticketId" = a."ticketId" AND q.approved) AS "isKept"
  FROM "PolicyAsk" a LEFT JOIN "Ticket" t ON t.id = a."ticketId"
  WHERE a."askedAt" >= $1::timestamptz AND a."askedAt" < $2::timestamptz
    AND (t.id IS NULL OR NOT (t.sealed OR t.kind = 'accusation'))
  ORDER BY a."askedAt", a.id`

async function stripAsks(work: Work, rows: AskRow[]): Promise<GapAsk[]> {
  const wanted = rows
    // What officers have settled since is told as theirs, or found by now.
    .filter((row) => !row.isKept && (isMissing(row) || row.why === 'no-value'))
    .map((row) => ({ row, words: readQuestion(work, row) }))
    .filter(({ row, words }) => words !== '' && (row.band === 'answer' || !isAnsweredNow(work, words)))
  const names = await readAskerNames(
    work,
    wanted.map(({ row }) => row.accountId),
  )
  const texts = await stripQuestions(
    work,
    wanted.map(({ row, words }) => ({ text: words, names: names.get(row.accountId) ?? [] })),
  )
  return wanted.flatMap(({ row }, at) => {
    const text = texts[at] ?? ''
    return !holdsQuestion(text)
      ? []
      : [{ asker: row.accountId, text, isMissing: isMissing(row), lacksValue: row.why === 'no-value' }]
  })
}

/** What was learnt or published since. */
function isAnsweredNow(work: Work, words: string): boolean {
  return work.policies.search(words, { on: civilDateOf(work.at) }).band === 'answer'
}

/** About one's own file, and for another office, it was right to say so: the base lacks nothing. */
function isMissing({ band, why, clauseId, feedback }: AskRow): boolean {
  if (why === 'own-case' || why === 'not-ours' || why === 'no-value') return false
  if (band === 'abstain' || feedback === 'useless') return true
  return band === 'suggest' && clauseId === null && feedback !== '' && feedback !== 'useful'
}

async function readWordCandidates(work: Work, asks: Asked[]): Promise<WordCandidate[]> {
  if (asks.length < 2) return []
  const isInPolicies = await readVocabulary(work)
  const dictionary = await work.tx.dictionaryEntry.findMany({ where: { removedAt: null }, select: { word: true } })
  const pairs = new Set(dictionary.flatMap(({ word }) => pairsOf(word)))
  return wordCandidates(asks, (word) => pairs.has(word) || isInPolicies(word), mostWords)
}

function pairsOf(word: string): string[] {
  const letters = [...word]
  return letters.slice(1).map((letter, at) => (letters[at] ?? '') + letter)
}

async function readGapsFound(work: Work, since: Date, until: Date): Promise<string[]> {
  const found = await work.tx.answeredQuestion.findMany({
    where: { verdict: 'gap', approved: true, decidedAt: { gte: since, lt: until } },
    orderBy: [{ decidedAt: 'asc' }, { id: 'asc' }],
    take: mostLines,
  })
  return found.map(({ question }) => question)
}
