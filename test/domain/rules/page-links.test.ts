import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { handOverLink, matterLink, readAbout } from '../../../domain/rules/page-links.ts'

describe('links to the page', () => {
  it('tell of every matter which one it is', () => {
    fc.assert(
      fc.property(fc.uuid(), (ticketId) => {
        const link = matterLink(ticketId)
        expect(link).toMatch(/^m-[A-Za-z0-9_-]{22}$/)
        expect(readAbout(link)).toEqual({ kind: 'matter', ticketId })
      }),
    )
  })

  it('carry the code of a hand-over', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (bytes) => {
        const code = Buffer.from(bytes).toString('base64url')
        expect(readAbout(handOverLink(code))).toEqual({ kind: 'handOver', code })
      }),
    )
  })

  it('are understood in one way of writing only', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9_-]{22}$/), (letters) => {
        const about = readAbout(`m-${letters}`)
        if (about?.kind === 'matter') expect(matterLink(about.ticketId)).toBe(`m-${letters}`)
        else expect(about).toBeUndefined()
      }),
    )
    expect(readAbout(`m-${'A'.repeat(21)}B`)).toBeUndefined()
  })

  it('read a policy by its id', () => {
    expect(readAbout('p-later-support')).toEqual({ kind: 'policy', id: 'later-support' })
  })

  it('never end in a dash, which some programs leave out of a link', () => {
    const ends = new Set(Array.from({ length: 500 }, () => randomBytes(16).toString('base64url').slice(-1)))
    expect([...ends].toSorted()).toEqual(['A', 'Q', 'g', 'w'])
  })

  it.each([
    '',
    'h-',
    'm-',
    'p-',
    '补偿',
    '2026-000123',
    `h-${'A'.repeat(21)}`,
    `h-${'A'.repeat(23)}`,
    `H-${'A'.repeat(22)}`,
    `m-${'!'.repeat(22)}`,
    `m-${'A'.repeat(22)}\n`,
    'x-1',
    'p-后期扶持',
    `p-${'x'.repeat(65)}`,
  ])('%o is none of ours', (about) => {
    expect(readAbout(about)).toBeUndefined()
  })
})
