import { ConfigError } from '../config.ts'
import { DomainError } from '../domain/errors.ts'
import { OfficeMissingError } from '../domain/open-context.ts'
import { DataKeyError } from '../domain/store/data-key.ts'
import { FolderLockError } from '../domain/store/folder-lock.ts'
import { MigrationError } from '../domain/store/migrations.ts'

/** A command was not written as it should be; the message says how. */
export class UsageError extends Error {
  override name = 'UsageError'
}

/** What went wrong, in a sentence that tells the operator what to do; undefined for a bug. */
export function operatorSentence(error: unknown): string | undefined {
  if (error instanceof DomainError) return ruleSentence(error)
  if (operatorErrors.some((kind) => error instanceof kind)) return (error as Error).message
  if (isDatabaseAway(error)) {
    return 'The database cannot be reached. See that it runs and that DATABASE_URL is right, then try again.'
  }
  return undefined
}

const operatorErrors = [ConfigError, DataKeyError, FolderLockError, MigrationError, OfficeMissingError, UsageError]

function ruleSentence({ code, detail }: DomainError): string {
  switch (code) {
    case 'unknown-unit':
      return `The office file has no unit "${detail.unit}". See its units with: npm run office -- show`
    case 'unknown-officer':
      return `Nobody of the staff is called "${detail.name}". See who is with: npm run staff -- list`
    case 'policy-not-found':
      return `There is no policy or draft "${detail.id}". See them with: npm run policies -- list`
    case 'policy-not-draft':
      return `"${detail.title}" is no draft: it is ${detail.state}. See it with: npm run policies -- show <id>`
    case 'word-wrong':
      return `"${detail.word}" or what it means is not right: words of 1 to 20 characters, and 1 to 8 meanings other than the word.`
    case 'unknown-word':
      return `The dictionary has no word "${detail.word}". See its words with: npm run policies -- dictionary list`
    default:
      return `The office does not allow this (${code}).`
  }
}

/** Prisma's codes for a server that is not there, and the system's. */
function isDatabaseAway(error: unknown): boolean {
  const { code, name, errors } = (error ?? {}) as { code?: unknown; name?: unknown; errors?: unknown[] }
  if (
    ['P1001', 'P1002', 'P1008', 'P1017', 'ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', 'EHOSTUNREACH'].includes(`${code}`)
  ) {
    return true
  }
  return name === 'PrismaClientInitializationError' || (Array.isArray(errors) && errors.some(isDatabaseAway))
}
