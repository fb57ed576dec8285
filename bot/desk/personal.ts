import { readIdentity } from '../../domain/handling.ts'
import { mayShowPersonal } from '../../domain/officers.ts'
import { readTicketFiles } from '../../domain/ticket-files.ts'
import { findTicketByNumber } from '../../domain/tickets.ts'
import { type Say, say } from '../text/sentences.ts'
import type { ActOutcome, DeskTurn } from './turn.ts'

/** Who filed a ticket, to its holder alone. */
export async function openIdentity(turn: DeskTurn, number: string): Promise<ActOutcome> {
  if (!(await mayOpen(turn, number))) return lookOnPage(turn, number, 'identity')
  const { contact } = await readIdentity(turn.work, turn.officer, number)
  const identity = say('identity', { number, ...(contact && { name: contact.name, phone: contact.phone }) })
  return inPrivate(turn, identity, say('identityInPrivate', { number }))
}

/** The files of a ticket, to whoever asks of those who may see it. */
export async function openFiles(turn: DeskTurn, number: string): Promise<ActOutcome> {
  if (!(await mayOpen(turn, number))) return lookOnPage(turn, number, 'files')
  const files = await readTicketFiles(turn.work, turn.officer, number)
  if (files.length === 0) return { says: [say('noTicketFiles', { number })] }
  return inPrivate(turn, say('ticketFiles', { number, files }), say('ticketFilesInPrivate', { number }))
}

async function mayOpen({ work, account }: DeskTurn, number: string): Promise<boolean> {
  const ticket = await findTicketByNumber(work, number)
  return ticket !== null && (await mayShowPersonal(work, account.channel, ticket))
}

function lookOnPage({ work }: DeskTurn, number: string, what: 'identity' | 'files'): ActOutcome {
  return { says: [say('lookOnPage', { what, number, page: `${work.publicUrl}/desk` })] }
}

/** In a room only that it was sent. */
function inPrivate({ room }: DeskTurn, secret: Say, sent: Say): ActOutcome {
  return room ? { says: [sent], privately: [secret] } : { says: [secret] }
}
