import { findAccount, findOrOpenAccount } from '../domain/accounts.ts'
import { type Context, outsideTransaction, type Work, withWork } from '../domain/context.ts'
import { DomainError } from '../domain/errors.ts'
import {
  boxKey,
  confirmLetters,
  countAfter,
  findLetter,
  lastSeq,
  lastSeqs,
  moveReadMark,
  putLetter,
  readBox,
  readMark,
  rewriteLetter,
  sourceKeyOf,
  unconfirmedLetters,
} from '../domain/mailbox.ts'
import { bindOfficer, maySee, officerName, spendInvite } from '../domain/officers.ts'
import { findUnit } from '../domain/rules/routing.ts'
import { endStaffSession, findStaffSession, openStaffSession, staffCookie } from '../domain/staff-sessions.ts'
import type { Database } from '../domain/store/database.ts'
import { maxFileSize, readFile, takeFile } from '../domain/uploads.ts'
import type { Officer } from '../prisma/generated/client.ts'
import type { StaffMember, WebOffice } from './channels/web/office.ts'
import { wordWhyPage } from './text/why-page.ts'

/** What the web channel needs of the office, out of the domain's operations. */
export function createWebOffice(context: Context, database: Database, now: () => Date): WebOffice {
  const atWork = <T>(task: (work: Work) => Promise<T>) => withWork(context, now(), task)
  return {
    async face() {
      const { name, phone } = await context.office()
      return { name, ...(phone !== undefined && { phone }) }
    },
    async languageOf(account) {
      return (await findAccount(context, 'web', account))?.language === 'en' ? 'en' : 'zh'
    },
    async why(asked, language) {
      const [office, calendar] = await Promise.all([context.office(), context.calendar()])
      return wordWhyPage(asked, language, { office, calendar })
    },
    boxes: {
      put: async (owner, letter) => putLetter(await outsideTransaction(context, now()), owner, letter),
      rewrite: (owner, id, content) => atWork((work) => rewriteLetter(work, owner, id, content)),
      find: (owner, sourceKey) => atWork((work) => findLetter(work, owner, sourceKey)),
      sourceKeyOf: (owner, id) => sourceKeyOf(context, owner, id),
      read: (owner, after, limit) => readBox(context, owner, after, limit),
      lastSeq: (owner) => lastSeq(context, owner),
      countAfter: (owner, seq) => countAfter(context, owner, seq),
      lastSeqs: (keys) => lastSeqs(context, keys),
      key: (owner) => boxKey(context, owner),
      unconfirmed: (owner, seq) => unconfirmedLetters(context, owner, seq),
      confirm: (owner, seq) => atWork((work) => confirmLetters(work, owner, seq)),
      onChange(listener) {
        let isOn = true
        void database.listen('mailbox', () => isOn && listener())
        return () => {
          isOn = false
        }
      },
    },
    files: {
      maxSize: maxFileSize,
      async take(external, upload) {
        const account = await atWork((work) => findOrOpenAccount(work, 'web', external))
        return takeFile(context, account.id, upload, now())
      },
      async readOwn(external, id) {
        const account = await findAccount(context, 'web', external)
        const row = isId(id) ? await context.db.file.findUnique({ where: { id } }) : null
        return row && account && row.accountId === account.id ? readFile(context, id) : undefined
      },
      async readForOfficer(officerId, id) {
        if (!isId(id)) return undefined
        const [officer, attachment] = await Promise.all([
          context.db.officer.findUnique({ where: { id: officerId } }),
          context.db.attachment.findFirst({ where: { fileId: id }, include: { ticket: true } }),
        ])
        if (!officer || !attachment) return undefined
        return maySee(await outsideTransaction(context, now()), officer, attachment.ticket)
          ? readFile(context, id)
          : undefined
      },
    },
    staff: {
      cookie: staffCookie,
      enter: (code, accountOf) => atWork((work) => enter(work, code, accountOf)),
      find: async (secret) => findMember(await outsideTransaction(context, now()), secret),
      leave: (secret) => atWork((work) => endStaffSession(work, secret)),
      readMark: (officerId, owner) => readMark(context, officerId, owner),
      moveReadMark: (officerId, owner, seq) => atWork((work) => moveReadMark(work, officerId, owner, seq)),
    },
  }
}

async function enter(
  work: Work,
  code: string,
  accountOf: (officerId: string) => string,
): Promise<{ secret: string; expiresAt: Date } | undefined> {
  try {
    const officer = await spendInvite(work, code)
    await bindOfficer(work, officer, 'web', accountOf(officer.id))
    return await openStaffSession(work, officer)
  } catch (error) {
    if (error instanceof DomainError && error.code === 'invite-invalid') return undefined
    throw error
  }
}

async function findMember(work: Work, secret: string): Promise<StaffMember | undefined> {
  const officer = await findStaffSession(work, secret)
  if (!officer) return undefined
  return {
    id: officer.id,
    name: officerName(work, officer),
    role: officer.role,
    unit: findUnit(work.office, officer.unit)?.name.zh ?? '',
    rooms: work.office.rooms
      .filter((room) => room.channel === 'web' && mayEnter(officer, room.unit))
      .map((room) => ({ key: room.key, name: room.name })),
  }
}

/** The whole office's rooms are everybody's; a unit's are its own officers' and those of who supervises them. */
function mayEnter(officer: Officer, unit: string | undefined): boolean {
  return unit === undefined || unit === officer.unit || officer.role !== 'officer'
}

function isId(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text)
}
