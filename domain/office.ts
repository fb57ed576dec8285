import { createHash } from 'node:crypto'
import type { Prisma } from '../prisma/generated/client.ts'
import { type OfficeFile, parseOfficeFile } from './office-file.ts'

/** The office file in force, and which import it was. */
export type Office = OfficeFile & { version: number }

type OfficeStore = Pick<Prisma.TransactionClient, 'officeVersion'>

/** Puts an office file in force at the instant `at`. The same content as the newest one changes nothing. */
export async function importOffice(
  store: OfficeStore,
  file: OfficeFile,
  at: Date,
): Promise<{ changed: boolean; version: number }> {
  const hash = hashOffice(file)
  const newest = await store.officeVersion.findFirst({ orderBy: { id: 'desc' }, select: { id: true, hash: true } })
  if (newest?.hash === hash) return { changed: false, version: newest.id }
  const created = await store.officeVersion.create({
    data: { hash, content: file, importedAt: at },
    select: { id: true },
  })
  return { changed: true, version: created.id }
}

/** The newest office file, or undefined before the first import. Throws when what is stored no longer fits this version. */
export async function loadOffice(store: OfficeStore): Promise<Office | undefined> {
  const newest = await store.officeVersion.findFirst({ orderBy: { id: 'desc' } })
  if (!newest) return undefined
  // Read again through the schema: a newer program may know fields that the stored file was written without.
  const parsed = parseOfficeFile(newest.content)
  if (parsed.ok) return { ...parsed.office, version: newest.id }
  const first = parsed.problems[0]
  throw new Error(
    `The office file in force (import ${newest.id}) does not fit this version: ${first?.path}: ${first?.problem} ` +
      'Mend the file and run: npm run office -- import <file>',
  )
}

/** The same for the same content, in whatever order its fields are written. */
export function hashOffice(file: OfficeFile): string {
  return createHash('sha256').update(canonical(file)).digest('hex')
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}
