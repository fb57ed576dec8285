import { execFile } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { createBot } from '../../bot/bot.ts'
import { createWebChannel } from '../../bot/channels/web/channel.ts'
import type { Incoming, Input } from '../../bot/message.ts'
import { receive } from '../../bot/receive.ts'
import { createWebOffice } from '../../bot/web-office.ts'
import { findOrOpenAccount } from '../../domain/accounts.ts'
import { withWork } from '../../domain/context.ts'
import { openContext, putOfficeInForce, readExampleOffice } from '../../domain/open-context.ts'
import { takeFile } from '../../domain/uploads.ts'
import { temporaryFolder, testKeys } from '../context.ts'
import { createEmptyDatabase, quietLog } from './database.ts'

const count = 200
const at = new Date('2026-08-03T02:00:00Z')

test('a dump of the database and the files folder show none of 200 names, phones and words', {
  timeout: 300_000,
}, async () => {
  const place = await createEmptyDatabase()
  const dataDir = temporaryFolder()
  const opened = await openContext(
    { dataDir, databaseUrl: place.url, dataKeys: testKeys, publicUrl: 'http://127.0.0.1:3000' },
    quietLog,
    at,
  )
  try {
    const { context, database } = opened
    await putOfficeInForce(context, await readExampleOffice(), at)
    const web = createWebChannel(
      createWebOffice(context, database, () => at),
      {
        cookieSecret: Buffer.alloc(32, 1),
        secure: false,
        now: () => at,
      },
    )
    const bot = createBot(context, database, quietLog, { channels: [web], owner: 'test', now: () => at })
    const people = Array.from({ length: count }, (_, index) => canary(index))
    const files = await Promise.all(
      people.map(async (person) => {
        const account = await withWork(context, at, (work) => findOrOpenAccount(work, 'web', person.account))
        const content = Buffer.from(`附件里写着${person.words}`)
        const taken = await takeFile(context, account.id, { content, name: `${person.name}.txt`, media: 'file' }, at)
        if (taken.kind !== 'taken') throw new Error(`Refused: ${taken.why}`)
        return taken.file
      }),
    )
    const steps: ((index: number) => Input)[] = [
      () => ({ kind: 'text', text: '反映问题' }),
      () => ({ kind: 'text', text: '1' }),
      () => ({ kind: 'text', text: '1' }),
      (index) => ({ kind: 'text', text: `${people[index]?.place}` }),
      (index) => ({ kind: 'text', text: `我家的事：${people[index]?.words}` }),
      (index) => ({ kind: 'media', files: files.slice(index, index + 1) }),
      () => ({ kind: 'text', text: '完成' }),
      () => ({ kind: 'text', text: '留姓名电话' }),
      (index) => ({ kind: 'text', text: `${people[index]?.name}` }),
      (index) => ({ kind: 'text', text: `${people[index]?.phone}` }),
      () => ({ kind: 'text', text: '提交' }),
    ]
    for (const [step, input] of steps.entries()) {
      const said = people.map(
        (person, index): Incoming => ({
          channel: 'web',
          messageId: `${index}.${step}`,
          account: person.account,
          name: person.name,
          at,
          input: input(index),
        }),
      )
      await receive(context, said, at)
      await bot.settle(at)
    }
    expect(await context.db.ticket.count()).toBe(count)
    expect(await context.db.attachment.count()).toBe(count)

    const { stdout: dump } = await promisify(execFile)('pg_dump', [place.url], { maxBuffer: 1 << 30 })
    expect(dump).toContain('COPY public."Ticket"')
    const stored = await readTree(join(dataDir, 'files'))
    expect(stored.length).toBe(count)
    const haystacks = [dump, ...stored.map((content) => content.toString('latin1'))]
    const found = people.flatMap((person) =>
      needles(person).filter((needle) => haystacks.some((haystack) => haystack.includes(needle))),
    )
    expect(found).toEqual([])
  } finally {
    await opened.close()
    await place.drop()
  }
})

/** Somebody who does not exist, with words nobody else has. */
function canary(index: number) {
  const mark = String(index).padStart(3, '0')
  return {
    account: `resident:canary-${mark}-account`,
    name: `甘雀鸣${mark}`,
    phone: `139${mark}00${mark}`,
    place: `鸣雀坡${mark}号`,
    words: `金丝雀${mark}的房梁裂了`,
  }
}

/** What would betray the person, as text and as the bytes or base64 of it. */
function needles(person: ReturnType<typeof canary>): string[] {
  return Object.values(person).flatMap((word) => {
    const bytes = Buffer.from(word)
    const base64 = [0, 1, 2].map((shift) =>
      Buffer.concat([Buffer.alloc(shift, 32), bytes])
        .toString('base64')
        .slice(4, -4),
    )
    return [word, bytes.toString('latin1'), bytes.toString('hex'), ...base64]
  })
}

async function readTree(folder: string): Promise<Buffer[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return Promise.all(
    entries.filter((entry) => entry.isFile()).map((entry) => readFile(join(entry.parentPath, entry.name))),
  )
}
