import { describe, expect, it } from 'vitest'
import { openCalendarLink, openVisitLink, sealCalendarLink, sealVisitLink } from '../../domain/calendar-links.ts'
import { createVault } from '../../domain/store/vault.ts'
import { testKeys } from '../context.ts'

const vault = createVault(testKeys)
const at = new Date('2026-08-03T01:00:00Z')
const link = { ticketId: '0f0e0d0c-0b0a-4988-8776-655443322110', language: 'en' } as const
const later = (days: number, ms = 0) => new Date(at.getTime() + days * 86_400_000 + ms)

describe('the token of a calendar link', () => {
  it('names matter and language for thirty days and not a moment longer', () => {
    const token = sealCalendarLink(vault, link, at)
    expect(openCalendarLink(vault, token, at)).toEqual(link)
    expect(openCalendarLink(vault, token, later(30, -1))).toEqual(link)
    expect(openCalendarLink(vault, token, later(30))).toBeUndefined()
    expect(openCalendarLink(vault, sealCalendarLink(vault, { ...link, language: 'zh' }, at), at)?.language).toBe('zh')
  })

  it('of a visit names the visit as long, and neither opens as the other', () => {
    const visit = { bookingId: link.ticketId, language: 'zh' } as const
    const token = sealVisitLink(vault, visit, at)
    expect(openVisitLink(vault, token, later(30, -1))).toEqual(visit)
    expect(openVisitLink(vault, token, later(30))).toBeUndefined()
    expect(openCalendarLink(vault, token, at)).toBeUndefined()
    expect(openVisitLink(vault, sealCalendarLink(vault, link, at), at)).toBeUndefined()
  })

  it('shows nothing of what it names, and is another one each time', () => {
    const token = sealCalendarLink(vault, link, at)
    expect(sealCalendarLink(vault, link, at)).not.toBe(token)
    expect(Buffer.from(token, 'base64url').toString('hex')).not.toContain(link.ticketId.replaceAll('-', ''))
  })

  it('opens with an older key of the ring, and with no other key', () => {
    const token = sealCalendarLink(vault, link, at)
    const newer = { id: 'newer', key: Buffer.alloc(32, 9) }
    expect(openCalendarLink(createVault([newer, ...testKeys]), token, at)).toEqual(link)
    expect(openCalendarLink(createVault([newer]), token, at)).toBeUndefined()
    expect(openCalendarLink(createVault([{ ...newer, id: 'test' }]), token, at)).toBeUndefined()
  })

  it('altered anywhere, cut short or made of something else that is sealed, it names nothing', () => {
    const bytes = Buffer.from(sealCalendarLink(vault, link, at), 'base64url')
    for (let index = 0; index < bytes.length; index += 1) {
      const altered = Buffer.from(bytes)
      altered[index] = (altered[index] ?? 0) ^ 1
      expect(openCalendarLink(vault, altered.toString('base64url'), at)).toBeUndefined()
      expect(openCalendarLink(vault, bytes.subarray(0, index).toString('base64url'), at)).toBeUndefined()
    }
    const other = vault.sealBytes('Letter', 'content', '', Buffer.alloc(21, 255))
    expect(openCalendarLink(vault, other.toString('base64url'), at)).toBeUndefined()
  })
})
