import { randomBytes, randomUUID } from 'node:crypto'
import type { Account } from '../prisma/generated/client.ts'
import type { Work } from './context.ts'
import { spendGuess } from './guesses.ts'

/** For how long the link of a hand-over works. */
export const handOverHours = 24

/** What goes over to another channel. */
export interface HandedTalk {
  /** What was said so far, as the dialogue keeps it. */
  talk: unknown
  /** Ids of the files that lie with it. */
  files: string[]
}

/**
 * Keeps a talk for another channel and returns the code that opens it there: once, within a day. The code is the only
 * key to it and is not kept.
 */
export async function createHandOver(work: Work, account: Account, state: HandedTalk): Promise<{ code: string }> {
  const id = randomUUID()
  // 128 bits; in this length the last letter is never a dash, which some programs leave out of a link.
  const code = randomBytes(16).toString('base64url')
  await work.tx.handOver.create({
    data: {
      id,
      codeHash: codeHash(work, code),
      accountId: account.id,
      stateEnc: work.vault.seal('HandOver', 'stateEnc', id, JSON.stringify(state)),
      createdAt: work.at,
      expiresAt: new Date(work.at.getTime() + handOverHours * 3600_000),
    },
  })
  return { code }
}

/**
 * The talk behind a code, which goes on with `account` from now on: its files are that account's. `gone` when the code
 * was used, has run out or never was, and when the account has tried too many: nobody learns which.
 */
export async function takeHandOver(
  work: Work,
  account: Account,
  code: string,
): Promise<{ kind: 'taken'; talk: unknown } | { kind: 'gone' }> {
  const guess = await spendGuess(work, [{ key: `hand-over:${account.id}`, most: 5, windowMs: 10 * 60_000 }])
  if (guess.kind === 'wait') return { kind: 'gone' }
  const [taken] = await work.tx.handOver.updateManyAndReturn({
    where: { codeHash: codeHash(work, code), usedAt: null, expiresAt: { gt: work.at } },
    data: { usedAt: work.at },
  })
  if (!taken) return { kind: 'gone' }
  await guess.giveBack()
  const { talk, files } = JSON.parse(work.vault.open('HandOver', 'stateEnc', taken.id, taken.stateEnc)) as HandedTalk
  await moveFiles(work, files, taken.accountId, account.id)
  // It lies in the other talk now: kept twice, it would outlive what the person does with it there.
  await work.tx.handOver.update({ where: { id: taken.id }, data: { stateEnc: '' } })
  return { kind: 'taken', talk }
}

/** Forgets the hand-overs that ran out before `before`, taken or not. Returns how many. */
export async function forgetHandOvers(work: Work, before: Date): Promise<number> {
  const { count } = await work.tx.handOver.deleteMany({ where: { expiresAt: { lt: before } } })
  return count
}

/** Only what is still loose: a file that was filed stays with whoever filed it. */
async function moveFiles(work: Work, files: string[], from: string, to: string): Promise<void> {
  await work.tx.file.updateMany({
    where: { id: { in: files.filter(isFileId) }, accountId: from, attachments: { none: {} } },
    data: { accountId: to },
  })
}

function codeHash(work: Work, code: string): string {
  return work.vault.hash('hand-over', code)
}

function isFileId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
}
