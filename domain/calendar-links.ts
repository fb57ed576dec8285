import { SealBrokenError, UnknownKeyError, type Vault } from './store/vault.ts'

/** What a link to a calendar file names. It opens nothing else. */
export interface CalendarLink {
  ticketId: string
  language: 'zh' | 'en'
}

/** The same for the visit of a booking. */
export interface VisitLink {
  bookingId: string
  language: 'zh' | 'en'
}

/** For how many days a link gives the file: every one it is fetched within them is up to date. */
export const calendarLinkDays = 30

/** The token of a link made at `at`: nobody can make one up, and none has to be remembered. */
export function sealCalendarLink(vault: Vault, { ticketId, language }: CalendarLink, at: Date): string {
  return seal(vault, 'calendar', { id: ticketId, language }, at)
}

/** What a token names at `at`; undefined for one that is over or was not made here. */
export function openCalendarLink(vault: Vault, token: string, at: Date): CalendarLink | undefined {
  const named = open(vault, 'calendar', token, at)
  return named && { ticketId: named.id, language: named.language }
}

/** The token of a link to one visit. */
export function sealVisitLink(vault: Vault, { bookingId, language }: VisitLink, at: Date): string {
  return seal(vault, 'visit', { id: bookingId, language }, at)
}

export function openVisitLink(vault: Vault, token: string, at: Date): VisitLink | undefined {
  const named = open(vault, 'visit', token, at)
  return named && { bookingId: named.id, language: named.language }
}

interface Named {
  id: string
  language: 'zh' | 'en'
}

type Purpose = 'calendar' | 'visit'

function seal(vault: Vault, purpose: Purpose, { id, language }: Named, at: Date): string {
  const content = Buffer.alloc(length)
  content.write(id.replaceAll('-', ''), 'hex')
  content.writeUInt8(language === 'en' ? 1 : 0, languageAt)
  content.writeUInt32BE(Math.floor(at.getTime() / 1000) + calendarLinkDays * 86_400, endAt)
  return vault.sealBytes(...placeOf(purpose), content).toString('base64url')
}

function open(vault: Vault, purpose: Purpose, token: string, at: Date): Named | undefined {
  const content = openSealed(vault, purpose, token)
  if (!content || content.length !== length || at.getTime() >= content.readUInt32BE(endAt) * 1000) return undefined
  const id = content.toString('hex', 0, languageAt)
  return {
    id: id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
    language: content[languageAt] === 1 ? 'en' : 'zh',
  }
}

/** The id of what it names, the language, and the second in which it is over. */
const languageAt = 16
const endAt = languageAt + 1
const length = endAt + 4

/** No row holds it: the place is the purpose, so that nothing else that is sealed opens as a link. */
function placeOf(purpose: Purpose): [string, string, string] {
  return ['link', purpose, '']
}

function openSealed(vault: Vault, purpose: Purpose, token: string): Buffer | undefined {
  try {
    return vault.openBytes(...placeOf(purpose), Buffer.from(token, 'base64url'))
  } catch (error) {
    if (error instanceof SealBrokenError || error instanceof UnknownKeyError) return undefined
    throw error
  }
}
