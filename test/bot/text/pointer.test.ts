import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { languages } from '../../../bot/text/names.ts'
import { pointerOf } from '../../../bot/text/pointer.ts'
import type { Kind } from '../../../bot/text/sentences.ts'
import type { BookingNotice } from '../../../domain/reception/booking-notices.ts'
import type { VisitorNotice } from '../../../domain/reception/news.ts'
import type { ResidentNotice } from '../../../domain/resident-notices.ts'

const at = new Date('2026-08-03T01:05:00Z')
const number = '2026-000123'

/** What a resident has to get, by where it is posted. */
const statutory = {
  'domain/resident-notices.ts': Object.keys({
    accepted: true,
    redirected: true,
    closed: true,
    reopenedByOffice: true,
    opinion: true,
    extended: true,
    reviewDecision: true,
    hearingHeld: true,
    hearingEnded: true,
    carriedOut: true,
    merged: true,
    dateMoved: true,
  } satisfies Record<ResidentNotice, true>),
  'domain/reception/booking-notices.ts': Object.keys({
    bookingConfirmed: true,
    bookingWaiting: true,
    seatOffered: true,
    seatOfferOver: true,
    bookingCancelled: true,
    bookingMoved: true,
    yourTurnSoon: true,
    yourTurn: true,
  } satisfies Record<BookingNotice, true>),
  'domain/reception/news.ts': Object.keys({
    receptionDayMoved: true,
    receptionDayChanged: true,
    receptionDayClosed: true,
    receptionDayReopened: true,
  } satisfies Record<VisitorNotice, true>),
  'domain/reception/promises.ts': ['promiseMade', 'promiseDone'],
  'domain/reception/visit-outcomes.ts': ['visitEnded'],
  'domain/filing.ts': ['receipt'],
  'domain/joining.ts': ['accountJoined'],
  'domain/late-notices.ts': ['lateNotice'],
  'domain/persons.ts': ['noticesLed'],
  'domain/recount.ts': ['dateMoved'],
  'domain/replies.ts': ['answer', 'askedBack'],
  'domain/review-requests.ts': ['reviewReceived'],
  'bot/turn-postings.ts': ['codeReset', 'handedOver'],
}

/** Posted to officers, or only looked for. */
const elsewhere = ['domain/cards.ts', 'domain/reconcile.ts']

/** What is not, but comes by itself as well. */
const further: Kind[] = ['rightEnding', 'askDone', 'promiseAsk', 'visitReminder', 'waitReminder', 'policyChanged']

const pointed = [...new Set([...Object.values(statutory).flat(), ...further])]

describe('a notice in place of a message', () => {
  it('can be sent of everything that a resident has to get', () => {
    for (const kind of pointed) expect(pointerOf({ kind, number, sealed: false }, 'zh', at), kind).toBeDefined()
  })

  it('is thought of wherever something is posted that has to arrive', () => {
    expect(filesWith(/\bstatutory: true\b/).toSorted()).toEqual([...Object.keys(statutory), ...elsewhere].toSorted())
  })

  it('is sent of nothing that is said to officers or only in answer to words', () => {
    for (const kind of ['card', 'sealedCard', 'reminder', 'alarm', 'menu', 'filed', 'askNotices', 'constructor']) {
      expect(pointerOf({ kind, number, sealed: false }, 'zh', at), kind).toBeUndefined()
    }
  })

  it.each(languages)('fits into the fields of a platform, in %s', (language) => {
    for (const kind of pointed) {
      for (const sealed of [false, true]) {
        const pointer = pointerOf({ kind, number, sealed }, language, at)
        for (const text of [pointer?.title ?? '', pointer?.hint ?? '']) {
          expect([...text].length, `${kind}: ${text}`).toBeLessThanOrEqual(20)
          expect(text.trim(), kind).not.toBe('')
        }
      }
    }
  })

  it('tells nothing of what it is about to whoever sees the phone lie there', () => {
    for (const language of languages) {
      for (const kind of pointed) {
        const pointer = pointerOf({ kind, number, sealed: false }, language, at)
        expect(`${pointer?.title} ${pointer?.hint}`).not.toMatch(
          /检举|控告|举报|信访|投诉|申诉|补偿|复查|复核|accus|complain|petition|review|compensat/i,
        )
      }
    }
  })

  it('of an answer, a step and a date each go by a template of their own', () => {
    const kindOf = (kind: string) => pointerOf({ kind, sealed: false }, 'zh', at)?.kind
    expect(['answer', 'accepted', 'rightEnding'].map(kindOf)).toEqual(['answer', 'progress', 'reminder'])
  })

  it('of an open matter bears its number and the instant', () => {
    expect(pointerOf({ kind: 'answer', number, sealed: false }, 'zh', at)).toEqual({
      kind: 'answer',
      number,
      title: '您有一条新的答复',
      hint: '点开查看',
      at,
    })
  })

  it('of a sealed matter says the same whatever it is, without a number', () => {
    for (const language of languages) {
      const said = pointed.map((kind) => {
        const { kind: _, ...words } = pointerOf({ kind, number, sealed: true }, language, at) ?? {}
        return JSON.stringify(words)
      })
      expect(new Set(said).size).toBe(1)
      expect(said[0]).not.toContain(number)
    }
  })
})

function filesWith(pattern: RegExp): string[] {
  const root = fileURLToPath(new URL('../../..', import.meta.url))
  return ['domain', 'jobs', 'bot'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .map((path) => `${folder}/${path.replaceAll('\\', '/')}`)
      .filter((path) => path.endsWith('.ts') && pattern.test(readFileSync(join(root, path), 'utf8'))),
  )
}
