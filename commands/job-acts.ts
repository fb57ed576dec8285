import { z } from 'zod'
import type { Job } from '../jobs/job.ts'
import { jobs } from '../jobs/jobs.ts'
import { timetable } from '../jobs/timetable.ts'
import { type OperatorCommand, readWords } from './operator-command.ts'
import { UsageError } from './usage.ts'

type Request = { act: 'list' } | { act: 'run'; job: Job; at: Date | undefined; dry: boolean }

const usage = [
  'Usage: npm run job -- <name> [--at <instant>] [--dry]   does now what is due, or what is due at an instant',
  '       npm run job -- list',
].join('\n')

const instant = z.iso.datetime({ offset: true })

/** What the timetable does by itself, by hand. */
export const job: OperatorCommand<Request> = {
  read(args) {
    const { positionals, values } = readWords(args, { at: { type: 'string' }, dry: { type: 'boolean' } }, usage)
    const [name, ...more] = positionals
    if (name === undefined || more.length > 0) throw new UsageError(usage)
    if (name === 'list') return { act: 'list' }
    const found = jobs.get(name)
    if (!found) throw new UsageError(`There is no job "${name}". There are: ${[...jobs.keys()].join(', ')}.\n${usage}`)
    return { act: 'run', job: found, at: readInstant(values.at), dry: values.dry === true }
  },
  async run({ context, now }, request, print) {
    if (request.act === 'list') {
      for (const known of jobs.values()) {
        const times = timetable
          .filter((entry) => entry.job === known.name)
          .map((entry) => `${entry.at} ${entry.timezone}`)
        print(`${known.name}  [${times.join(', ') || 'by hand only'}]`)
        print(`  ${known.describe}`)
      }
      return 0
    }
    const at = request.at ?? now()
    const report = await request.job.run(context, at, { dry: request.dry })
    print(
      `${request.job.name} at ${at.toISOString()}: ${report.count}${request.dry ? ' (a rehearsal: nothing was changed)' : ''}`,
    )
    for (const line of report.lines) print(`  ${line}`)
    return 0
  },
}

function readInstant(text: string | undefined): Date | undefined {
  if (text === undefined) return undefined
  const at = new Date(text)
  if (!instant.safeParse(text).success || Number.isNaN(at.getTime())) {
    throw new UsageError(`--at must be an instant with its zone, like 2026-08-03T09:00:00+08:00.\n${usage}`)
  }
  return at
}
