import type { Officer, Ticket } from '../prisma/generated/client.ts'
import type { Work } from './context.ts'
import { appendEvent } from './events.ts'
import { lockTicketFor, numberOf } from './tickets.ts'

/** A file of a ticket, as an officer is handed it. */
export interface TicketFile {
  /** Id in the file store. */
  file: string
  media: 'photo' | 'voice' | 'video' | 'file'
  /** Made of the ticket's number: a file's own name may hold a person's. */
  name: string
}

/**
 * Opens the files of a ticket to an officer, oldest first, and writes down that they were opened. The caller shows them
 * in a private talk only. Where there are none nothing is written. Throws `ticket-not-found`.
 */
export async function readTicketFiles(work: Work, officer: Officer, number: string): Promise<TicketFile[]> {
  const ticket = await lockTicketFor(work, officer, number)
  const attachments = await work.tx.attachment.findMany({
    where: { ticketId: ticket.id },
    include: { file: true },
    orderBy: [{ eventSeq: 'asc' }, { file: { createdAt: 'asc' } }, { fileId: 'asc' }],
  })
  if (attachments.length === 0) return []
  const files = attachments.map(({ fileId }) => fileId)
  await appendEvent(work, ticket, 'files-read', { kind: 'officer', id: officer.id }, { files })
  return attachments.map(({ file }, index) => ({
    file: file.id,
    media: file.media as TicketFile['media'],
    name: nameOf(ticket, index + 1, file.mime),
  }))
}

/** `2026-000123-1.png` */
function nameOf(ticket: Ticket, ordinal: number, mime: string): string {
  return `${numberOf(ticket)}-${ordinal}.${endings[mime] ?? mime.split('/').at(-1)}`
}

const endings: Record<string, string> = {
  'image/jpeg': 'jpg',
  'audio/mpeg': 'mp3',
  'audio/mp4': 'm4a',
  'video/quicktime': 'mov',
  'video/3gpp': '3gp',
  'text/plain; charset=utf-8': 'txt',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
}
